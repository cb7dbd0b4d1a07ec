"""What all parts of the REST API share, whatever they are about."""
