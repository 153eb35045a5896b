"""Pure rules of the libraries: citations, identity codes."""
