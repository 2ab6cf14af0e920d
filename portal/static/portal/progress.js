// Shows how far work in the background is, without the reader asking for the page again.
const PAUSE = 5000;

async function look(region) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return region;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("[data-progress]");
  if (now === null) {
    location.reload();
    return null;
  }
  region.replaceWith(now);
  return now;
}

function goOn(region) {
  if (region === null) return;
  setTimeout(async () => {
    const next = await look(region).catch(() => region);
    goOn(next);
  }, PAUSE);
}

goOn(document.querySelector("[data-progress]"));
