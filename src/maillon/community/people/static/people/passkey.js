// Shows what needs a passkey only where the browser knows passkeys, and says so when one fails.
// The work itself is done by allauth's own script.
addEventListener("DOMContentLoaded", () => {
  if (window.PublicKeyCredential) {
    for (const place of document.querySelectorAll("[data-passkey]")) place.hidden = false;
    for (const place of document.querySelectorAll("[data-passkey-missing]")) place.hidden = true;
  }
});
document.addEventListener("allauth.error", (event) => {
  const problem = document.querySelector("[data-passkey-problem]");
  if (!problem) return;
  event.preventDefault();
  problem.hidden = false;
  problem.focus();
});
