/** On a narrow screen the row of places scrolls sideways: it begins where the current one can be seen. */
const here = document.querySelector(".main-navigation [aria-current]");
const row = here?.closest("ul");
if (row) {
  const [place, all] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += place.left - all.left - (all.width - place.width) / 2;
}
