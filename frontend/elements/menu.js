// Menus: Escape or a click elsewhere closes an open one (the narrow menu of the header is a native popover).
const close = (except) => {
  for (const menu of document.querySelectorAll("details:is(.hat, .menu)[open]")) if (!menu.contains(except)) menu.open = false;
};

document.addEventListener("click", (event) => close(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details:is(.hat, .menu, .moment-why)[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
