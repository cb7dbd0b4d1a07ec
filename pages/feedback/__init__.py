"""The accessibility statement, and what people outside say of the pages."""
