"""Open data: a page for people, files for programs, and the catalogue for data portals."""
