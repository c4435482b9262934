"""What a WSGI server loads; `fanthology run` brings its own server (`serve.py`)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fanthology.settings")
application = get_wsgi_application()
