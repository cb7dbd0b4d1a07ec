"""Planning's part of the REST API: goals and plans as an organisation follows them."""
