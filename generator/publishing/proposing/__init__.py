"""The form: what visitors propose, checked in their browser as the project's own rules would, and ways to send."""
