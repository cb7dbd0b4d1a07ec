"""What everybody may read of an organisation, as files for programs, and the catalogue that tells of them."""
