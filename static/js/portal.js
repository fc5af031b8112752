// Comfort only: every page does the same without this file.

const summary = document.querySelector("[data-error-summary]");
if (summary) {
  summary.focus();
}

// A table that needs no scrolling needs no stop for the keyboard.
const regions = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
    target.tabIndex = scrolls ? 0 : -1;
  }
});
document.querySelectorAll(".kern-table-responsive").forEach((region) => regions.observe(region));

for (const counter of document.querySelectorAll("[data-counter]")) {
  const field = document.getElementById(counter.dataset.counter);
  const limit = Number(field.dataset.limit);
  const update = () => {
    // The server counts a line break as two characters.
    const length = field.value.replace(/\r?\n/g, "\r\n").length;
    const left = limit - length;
    counter.hidden = left > limit / 10;
    counter.toggleAttribute("data-is-over", left < 0);
    const words = left < 0 ? counter.dataset.over : counter.dataset.left;
    counter.textContent = words.replace("#", Math.abs(left).toLocaleString(document.documentElement.lang));
  };
  field.addEventListener("input", update);
  update();
}
