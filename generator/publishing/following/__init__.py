"""What people follow: calendars of dates, feeds of news, and the way to find them."""
