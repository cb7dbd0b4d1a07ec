/**
 * <samplan-map data-url data-projection data-library …> draws positions with OpenLayers, which it fetches when
 * the map comes near the window. What is chosen in the list (data-list) is highlighted on the map, and the
 * other way round. Without data-wmts-url the ground is a grid of the projection's kilometres.
 */
// SWEREF 99 TM and EUREF89 UTM 33 are the same numbers; they differ in which axis services name first.
const AXES = { "EPSG:3006": "neu", "EPSG:25833": "enu" };
const EXTENT = [-2500000, 3045984, 3545984, 9045984];
const STEPS = [500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000];
const LEAST_BETWEEN_LINES = 90;
// How many pixels beside a place still mean it.
const FINGER = 10;
const FINEST = 0.5;
const NEAREST = 3;
const MARGIN = [48, 48, 48, 48];

let library;

function fetchLibrary(address, styles) {
  library ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = styles;
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve(window.ol));
    script.addEventListener("error", () => {
      library = undefined;
      reject(new Error(address));
    });
    document.head.prepend(link);
    document.head.append(script);
  });
  return library;
}

class SamplanMap extends HTMLElement {
  connectedCallback() {
    this.waiting = new IntersectionObserver(
      (entries) => {
        if (!entries.some((each) => each.isIntersecting)) return;
        this.waiting.disconnect();
        this.open().catch(() => this.fail());
      },
      { rootMargin: "300px" },
    );
    this.waiting.observe(this);
  }

  disconnectedCallback() {
    this.waiting?.disconnect();
    this.map?.setTarget(null);
    this.map = null;
  }

  async open() {
    if (this.map) return;
    const asked = fetch(this.dataset.url, { headers: { Accept: "application/json" } });
    const [ol, answer] = await Promise.all([fetchLibrary(this.dataset.library, this.dataset.styles), asked]);
    if (!answer.ok) throw new Error(this.dataset.url);
    const places = await answer.json();
    if (!this.isConnected) return;
    this.ol = ol;
    this.list = this.dataset.list ? document.getElementById(this.dataset.list) : null;
    this.readColours();
    await this.lay();
    if (!this.isConnected) return;
    this.build(places);
    if (this.list) this.listen();
    if (this.dataset.wmtsUrl) this.addBackground().catch(() => this.say("map-fault", this.dataset.bare));
  }

  fail() {
    this.classList.remove("map-alone");
    const said = document.createElement("p");
    said.className = "map-waiting";
    said.setAttribute("role", "status");
    said.textContent = this.dataset.failed;
    this.replaceChildren(said);
  }

  readColours() {
    const style = getComputedStyle(this);
    const value = (name) => style.getPropertyValue(name).trim();
    this.colours = { accent: value("--accent-text"), ink: value("--ink"), faint: value("--ink-faint") };
    this.font = style.fontFamily;
  }

  // Building ---------------------------------------------------------------------------------------

  /** Lays out the ground, and waits until it has a size: its styles may come later than the script. */
  lay() {
    this.canvas = document.createElement("div");
    this.canvas.className = "map-canvas";
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "group");
    this.canvas.setAttribute("aria-label", `${this.dataset.label}. ${this.dataset.keys}`);
    this.note = document.createElement("div");
    this.note.className = "map-note";
    this.replaceChildren(this.canvas, this.note);
    this.classList.toggle("map-alone", !this.list);
    return new Promise((resolve) => {
      const sizes = new ResizeObserver(() => {
        if (!this.canvas.clientWidth || !this.canvas.clientHeight) return;
        sizes.disconnect();
        resolve();
      });
      sizes.observe(this.canvas);
    });
  }

  build(places) {
    const { ol } = this;
    this.projection = this.register();
    this.source = new ol.source.Vector({ features: this.featuresOf(places) });
    const drawn = new ol.layer.Vector({
      source: this.source,
      style: (feature) => this.styleOf(feature),
      zIndex: 2,
    });
    // Numbers lie above all places, and leave each other room.
    const numbers = new ol.layer.Vector({
      source: this.source,
      style: (feature) => (this.list ? this.numberOf(feature) : null),
      declutter: true,
      zIndex: 3,
    });
    this.ground = new ol.layer.Vector({ source: new ol.source.Vector(), zIndex: 0 });
    this.map = new ol.Map({
      target: this.canvas,
      layers: [this.ground, drawn, numbers],
      view: new ol.View({ projection: this.projection, extent: EXTENT, minResolution: FINEST, enableRotation: false }),
      // The page scrolls past a map that nobody has turned to.
      interactions: ol.interaction.defaults.defaults({ onFocusOnly: true, altShiftDragRotate: false, pinchRotate: false }),
      controls: this.controls(),
    });
    this.map.on("moveend", () => this.drawGround());
    this.map.on("click", (event) => this.pick(event.pixel));
    this.map.on("pointermove", (event) => {
      if (!event.dragging) this.canvas.style.cursor = this.at(event.pixel) ? "pointer" : "";
    });
    this.map.once("rendercomplete", () => this.drawGround());
    this.showAll();
    if (places.features.some((each) => each.properties.is_proposed)) this.say("map-legend", this.dataset.proposed);
  }

  register() {
    const { ol } = this;
    const code = this.dataset.projection;
    if (!ol.proj.get(code)) {
      const names = [code, code.replace("EPSG:", "urn:ogc:def:crs:EPSG::")];
      const known = { units: "m", extent: EXTENT, axisOrientation: AXES[code], getPointResolution: (each) => each };
      const made = names.map((name) => new ol.proj.Projection({ ...known, code: name }));
      ol.proj.addEquivalentProjections(made);
    }
    return ol.proj.get(code);
  }

  controls() {
    const { ol } = this;
    return [
      new ol.control.Zoom({ zoomInTipLabel: this.dataset.in, zoomOutTipLabel: this.dataset.out, duration: this.pace() }),
      new ol.control.ScaleLine({ minWidth: 72 }),
      new ol.control.Attribution({ collapsible: false }),
    ];
  }

  pace() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250;
  }

  featuresOf(places) {
    const { ol } = this;
    const features = new ol.format.GeoJSON().readFeatures(
      { ...places, features: places.features.filter((each) => each.geometry) },
      { dataProjection: this.projection, featureProjection: this.projection },
    );
    for (const feature of features) feature.set("size", ol.extent.getArea(feature.getGeometry().getExtent()));
    return features;
  }

  showAll() {
    const { ol } = this;
    if (this.source.isEmpty()) return this.map.getView().fit(EXTENT);
    const extent = this.source.getExtent();
    this.map.getView().fit(extent, { padding: MARGIN, minResolution: NEAREST });
    const button = new ol.control.ZoomToExtent({ extent: ol.extent.buffer(extent, 500), tipLabel: this.dataset.all, label: "⤢" });
    this.map.addControl(button);
  }

  // Drawing ----------------------------------------------------------------------------------------

  styleOf(feature) {
    const { ol, colours } = this;
    const isChosen = feature === this.chosen;
    const isProposed = feature.get("is_proposed");
    const stroke = new ol.style.Stroke({
      color: isChosen ? colours.ink : colours.accent,
      width: isChosen ? 4 : 2,
      lineDash: isProposed ? [7, 5] : undefined,
    });
    const tint = ol.color.asArray(colours.accent).slice(0, 3);
    const fill = new ol.style.Fill({ color: [...tint, isChosen ? 0.35 : 0.14] });
    const dot = new ol.style.Circle({ radius: isChosen ? 9 : 6, fill, stroke });
    return new ol.style.Style({ stroke, fill, image: dot, zIndex: this.heightOf(feature) });
  }

  numberOf(feature) {
    const { ol, colours } = this;
    const isChosen = feature === this.chosen;
    const text = new ol.style.Text({
      text: String(feature.get("number")),
      font: `650 13px ${this.font}`,
      offsetY: feature.getGeometry().getType().endsWith("Point") ? -18 : 0,
      overflow: true,
      fill: new ol.style.Fill({ color: isChosen ? "#fff" : colours.accent }),
      backgroundFill: new ol.style.Fill({ color: isChosen ? colours.ink : "#fff" }),
      backgroundStroke: new ol.style.Stroke({ color: isChosen ? colours.ink : colours.accent, width: 1 }),
      padding: [2, 4, 1, 5],
    });
    return new ol.style.Style({ text, zIndex: this.heightOf(feature) });
  }

  /** What is small lies above what is large; what is chosen above all. */
  heightOf(feature) {
    return feature === this.chosen ? 1 : -Math.round(feature.get("size") / 1000);
  }

  /** A grid of the projection with its numbers at the edges, where no map lies under the positions. */
  drawGround() {
    const { ol } = this;
    const ground = this.ground.getSource();
    ground.clear();
    if (this.background || !this.map) return;
    const view = this.map.getView();
    const [west, south, east, north] = view.calculateExtent(this.map.getSize());
    const step = STEPS.find((each) => each / view.getResolution() >= LEAST_BETWEEN_LINES) ?? STEPS.at(-1);
    const edge = view.getResolution() * 6;
    // At the corner, where both would stand, the lines have no numbers.
    const lastNumber = { x: east - edge * 12, y: north - edge * 4 };
    for (let x = Math.ceil(west / step) * step; x <= east; x += step) {
      ground.addFeature(this.gridLine([[x, south], [x, north]], [x, north - edge], x < lastNumber.x ? x : null, "top"));
    }
    for (let y = Math.ceil(south / step) * step; y <= north; y += step) {
      ground.addFeature(this.gridLine([[west, y], [east, y]], [east - edge, y], y < lastNumber.y ? y : null, "bottom", "right"));
    }
  }

  gridLine(points, at, metres, baseline, align = "left") {
    const { ol, colours } = this;
    const line = new ol.Feature(new ol.geom.LineString(points));
    const text = new ol.style.Text({
      text: metres === null ? "" : ` ${metres.toLocaleString(document.documentElement.lang)} `,
      font: `11px ${this.font}`,
      textAlign: align,
      textBaseline: baseline,
      fill: new ol.style.Fill({ color: colours.faint }),
    });
    line.setStyle([
      new ol.style.Style({ stroke: new ol.style.Stroke({ color: [120, 135, 145, 0.35], width: 1 }) }),
      new ol.style.Style({ geometry: new ol.geom.Point(at), text }),
    ]);
    return line;
  }

  async addBackground() {
    const { ol } = this;
    const answer = await fetch(this.dataset.wmtsUrl, { credentials: "omit" });
    if (!answer.ok) throw new Error(this.dataset.wmtsUrl);
    const service = new ol.format.WMTSCapabilities().read(await answer.text());
    const names = service.Contents.Layer.map((each) => each.Identifier);
    const wanted = this.dataset.wmtsLayer ? [this.dataset.wmtsLayer] : names;
    const options = wanted.map((layer) => this.optionsOf(service, layer)).find(Boolean);
    if (!options) throw new Error(this.dataset.projection);
    options.attributions = service.ServiceProvider?.ProviderName ? `© ${service.ServiceProvider.ProviderName}` : undefined;
    if (!this.map) return;
    this.background = new ol.layer.Tile({ source: new ol.source.WMTS(options), zIndex: 1 });
    this.map.addLayer(this.background);
    this.drawGround();
  }

  /** How a layer of the service is asked for, if it has the map's projection. */
  optionsOf(service, layer) {
    const { ol } = this;
    const options = ol.source.WMTS.optionsFromCapabilities(service, { layer, projection: this.dataset.projection });
    const isOurs = options && ol.proj.equivalent(ol.proj.get(options.projection), this.projection);
    return isOurs ? options : null;
  }

  // Choosing ---------------------------------------------------------------------------------------

  listen() {
    for (const button of this.list.querySelectorAll("[data-shows]")) {
      const feature = this.source.getFeatureById(Number(button.dataset.shows));
      button.hidden = !feature;
      button.addEventListener("click", () => this.show(feature));
    }
  }

  /** The smallest place there, reckoned and not read off the picture. */
  at(pixel) {
    const { ol } = this;
    const at = this.map.getCoordinateFromPixel(pixel);
    const reach = this.map.getView().getResolution() * FINGER;
    const isNear = (shape) => {
      const [x, y] = shape.getClosestPoint(at);
      return shape.intersectsCoordinate(at) || Math.hypot(x - at[0], y - at[1]) <= reach;
    };
    const near = this.source.getFeaturesInExtent(ol.extent.buffer([...at, ...at], reach));
    const found = near.filter((each) => isNear(each.getGeometry()));
    return found.sort((one, other) => one.get("size") - other.get("size"))[0] ?? null;
  }

  /** From the map: the list follows where it stands beside the map. */
  pick(pixel) {
    const feature = this.at(pixel);
    this.choose(feature);
    if (!feature || !this.list) return;
    const isBeside = getComputedStyle(this).position === "sticky";
    if (isBeside) this.itemOf(feature)?.scrollIntoView({ block: "nearest" });
  }

  /** From the list: the map comes into the window and goes to the place. */
  show(feature) {
    if (feature === this.chosen) return this.choose(null);
    this.choose(feature);
    const view = this.map.getView();
    const resolution = Math.max(view.getResolution(), NEAREST);
    view.fit(feature.getGeometry(), { padding: MARGIN, minResolution: Math.min(resolution, 20), duration: this.pace() });
    this.scrollIntoView({ block: "nearest" });
  }

  choose(feature) {
    this.chosen = feature;
    this.source.changed();
    for (const item of this.list?.querySelectorAll("[data-place]") ?? []) {
      const isChosen = Boolean(feature) && item.dataset.place === String(feature.getId());
      item.classList.toggle("place-chosen", isChosen);
      item.querySelector("[data-shows]")?.setAttribute("aria-pressed", String(isChosen));
    }
    if (this.list) this.tell(feature);
  }

  itemOf(feature) {
    return this.list.querySelector(`[data-place="${feature.getId()}"]`);
  }

  /** What is chosen, in words under the map. */
  tell(feature) {
    const said = this.say("map-chosen", "");
    if (!feature) return;
    const name = document.createElement("strong");
    name.textContent = `${feature.get("number")}. ${feature.get("name")}`;
    const item = this.itemOf(feature);
    const links = [
      [this.dataset.open, feature.get("url")],
      [this.dataset.inList, `#${item.id || item.querySelector("[id]").id}`],
    ].map(([text, address]) => {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = text;
      return link;
    });
    said.append(name, ...links);
  }

  say(name, text) {
    let line = this.note.querySelector(`.${name}`);
    if (!line) {
      line = document.createElement("p");
      line.className = name;
      line.setAttribute("role", "status");
      this.note.append(line);
    }
    line.replaceChildren(text);
    return line;
  }
}

customElements.define("samplan-map", SamplanMap);
