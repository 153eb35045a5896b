"""依据: laws, matters, parties and templates, each as of a day."""
