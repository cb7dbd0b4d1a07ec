/** A form that could not be sent, because the line is broken, says so; what was written stays in it. */
document.addEventListener("htmx:sendError", ({ detail: { elt } }) => {
  const text = document.getElementById("status")?.dataset.unsent;
  if (!(elt instanceof HTMLFormElement) || !text) return;
  elt.querySelector(".unsent")?.remove();
  const said = document.createElement("p");
  said.className = "unsent";
  said.setAttribute("role", "alert");
  said.textContent = text;
  elt.append(said);
});

document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  if (elt instanceof HTMLFormElement) elt.querySelector(".unsent")?.remove();
});
