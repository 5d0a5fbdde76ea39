// Sets the colour scheme that the visitor chose last, before anything is painted.
{
  const kept = window.__md_get("__palette");
  if (kept && kept.color) {
    const { color } = kept;
    if (color.media === "(prefers-color-scheme)") {
      const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
      const input = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
      for (const name of ["media", "scheme", "primary", "accent"]) {
        color[name] = input.getAttribute(`data-md-color-${name}`);
      }
    }
    for (const [name, value] of Object.entries(color)) {
      document.body.setAttribute(`data-md-color-${name}`, value);
    }
  }
}
