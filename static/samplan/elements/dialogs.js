/** Buttons with commandfor open their dialog also in browsers that do not know the attribute yet. */
if (!("commandForElement" in HTMLButtonElement.prototype)) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[commandfor]");
    if (button) document.getElementById(button.getAttribute("commandfor"))?.showModal();
  });
}
