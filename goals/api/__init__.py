"""The shapes of goals in the REST API; planning/api reads them, for plans say which are working material."""
