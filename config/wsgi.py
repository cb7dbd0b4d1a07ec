import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# Addresses and what they lead to are there before somebody asks, and stay: no request waits while garbage is
# looked for among them.
_ = get_resolver().url_patterns
gc.freeze()
