// Comfort only: sums follow while one types. The server computes them anew.

const plan = document.querySelector("[data-costs]");
const form = plan.closest("form");
const euro = new Intl.NumberFormat("de-DE", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const show = (cents) => `${euro.format(cents / 100).replace("-", "−")} €`;

// „1.234,56“, „12.50“ and „2,5“; NaN for anything else.
const number = (text) => {
  const plain = text.replace(/[\s€]/g, "");
  if (/^\d+\.\d{1,2}$/.test(plain)) {
    return Number(plain);
  }
  return /^\d{1,3}(\.\d{3})*(,\d*)?$|^\d+(,\d*)?$/.test(plain)
    ? Number(plain.replaceAll(".", "").replace(",", "."))
    : NaN;
};

const field = (name, within = form) => within.querySelector(`[name$="${name}"]`);
const cents = (name) => Math.round(100 * number(field(name).value)) || 0;

const update = () => {
  let together = 0;
  for (const line of plan.querySelectorAll("[data-cost-line]")) {
    const pieces = number(field("-quantity", line).value || "1");
    const total = Math.round(pieces * Math.round(100 * number(field("-unit_price", line).value)));
    line.querySelector("[data-cost-sum]").textContent = Number.isNaN(total) ? "–" : show(total);
    together += total || 0;
  }
  const others = cents("own_money") + cents("other_money") + cents("income");
  form.querySelector("[data-costs-together]").textContent = show(together);
  form.querySelector("[data-costs-requested]").textContent = show(together - others);
};

form.addEventListener("input", update);
update();
