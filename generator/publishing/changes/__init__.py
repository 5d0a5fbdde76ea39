"""What a proposal does, told on the proposal: as Markdown for people, as JSON for programs."""
