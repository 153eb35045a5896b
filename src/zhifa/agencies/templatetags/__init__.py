"""What templates may ask about the person who looks."""
