"""An archive of each release: what every later version must be able to take over."""
