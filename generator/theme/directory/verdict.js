// What there is to say about results: other words than those typed, some of the words, or nothing at all.

export function remark({ meant, partial, over }, words) {
  const said = [
    meant && words.say("meant", { text: meant }),
    !meant && partial && words.say("partial"),
    over?.length && words.say("over", { text: over.join(" ") }),
  ].filter(Boolean);
  return said.length ? { kind: "notice", text: said.join(" ") } : null;
}

/** What to give up where nothing is found: each choice that alone stands in the way, all of them, the text. */
export function nothing(chosen, finder) {
  const { words, state } = finder;
  const text = state.text.trim();
  const ways = chosen
    .filter(({ spared }) => spared)
    .map(({ label, spared, drop }) => ({
      text: words.say("without", { value: label, number: spared }),
      act: drop,
    }));
  if (state.within && state.sort === "distance") {
    ways.push({ text: words.say("anywhere"), act: () => finder.go({ ...state, within: "" }) });
  }
  if (chosen.length > 1) ways.push({ text: words.say("without_all"), act: () => finder.go({ ...state, chosen: {}, within: "" }) });
  if (text) ways.push({ text: words.say("without_text"), act: () => finder.go({ ...state, text: "" }) });
  return { text: words.say(chosen.length ? "nothing_chosen" : "nothing_typed", { text }), ways };
}
