// Comfort only: cost lines that are unticked make the amount. Without this file one types it.

const form = document.querySelector("[data-vote]");
if (form) {
  const boxes = [...form.querySelectorAll("[data-amount]")];
  const amount = form.elements.amount;
  const requested = Number(form.dataset.requested);
  const german = new Intl.NumberFormat("de-DE", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

  const choose = (result) => {
    const button = form.querySelector(`input[name="result"][value="${result}"]`);
    if (button) button.checked = true;
  };
  const recalculate = () => {
    const cut = boxes.filter((box) => !box.checked).reduce((sum, box) => sum + Number(box.dataset.amount), 0);
    const left = Math.max(0, requested - cut);
    amount.value = cut ? german.format(left) : "";
    choose(cut ? "reduced" : "full");
  };

  form.querySelectorAll("[data-cut]").forEach((cell) => (cell.hidden = false));
  boxes.forEach((box) => box.addEventListener("change", recalculate));
}
