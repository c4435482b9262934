"""`python -m fanthology`."""

import sys

from fanthology.cli import main

sys.exit(main())
