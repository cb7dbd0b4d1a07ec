/** After something was saved in place the badge in the header asks at once whether the report still holds. */
document.addEventListener("htmx:afterRequest", (event) => {
  const { successful, requestConfig } = event.detail;
  if (successful && requestConfig.verb === "post") {
    document.getElementById("freshness")?.dispatchEvent(new CustomEvent("freshness-due"));
  }
});
