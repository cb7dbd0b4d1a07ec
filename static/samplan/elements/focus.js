/** A summary of faults that htmx brings in gets the focus, so that a screen reader reads it. */
document.addEventListener("htmx:afterSettle", (event) => {
  event.target.querySelector?.("[autofocus]")?.focus();
});
