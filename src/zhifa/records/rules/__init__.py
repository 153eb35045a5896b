"""Pure rules of papers, service and recordings."""
