"""The thread: from what was said to what became of it, and back. It knows no kind by name."""
