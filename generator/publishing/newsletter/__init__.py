"""The newsletter: an issue from what changed, the message that is sent, the archive on the site."""
