package org.arcoforge.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Block;
import org.jspecify.annotations.Nullable;

/**
 * Writes the STAC 1.1.0 item of one published version. Nothing in it changes after it was created.
 */
final class ItemDocument {
  private final PublishedStore store;
  private final String catalog;
  private final String key;
  private final Map<String, Coordinate> coordinates = new LinkedHashMap<>();

  private ItemDocument(PublishedStore store, String catalog, String key) {
    this.store = store;
    this.catalog = catalog;
    this.key = key;
    for (ArrayLayout array : store.layout().arrays()) {
      Block values = store.coordinates().get(array.variable().name());
      if (values != null) {
        coordinates.put(array.variable().name(), new Coordinate(array, values));
      }
    }
  }

  /**
   * Returns the item.
   *
   * @param catalog URL of the catalog
   * @param key of the item in it
   * @param predecessor the version that is current before; null if there is none
   */
  static ObjectNode of(
      PublishedStore store, String catalog, String key, @Nullable String predecessor) {
    return new ItemDocument(store, catalog, key).build(predecessor);
  }

  private ObjectNode build(@Nullable String predecessor) {
    ObjectNode item = Json.object();
    item.put("type", "Feature").put("stac_version", "1.1.0");
    List<StacExtension> extensions = new ArrayList<>();
    extensions.add(StacExtension.DATACUBE);
    extensions.add(StacExtension.ZARR);
    extensions.add(StacExtension.PROCESSING);
    extensions.add(StacExtension.VERSION);
    extensions.add(StacExtension.FILE);
    extensions.add(StacExtension.XARRAY);
    Optional<ObjectNode> scheme = StorageScheme.of(store.shown(store.storeUrl()));
    if (scheme.isPresent()) {
      extensions.add(StacExtension.STORAGE);
    }
    if (FeedstockFields.isScientific(store.feedstock())) {
      extensions.add(StacExtension.SCIENTIFIC);
    }
    item.set("stac_extensions", Json.texts(extensions.stream().map(StacExtension::uri).toList()));
    item.put("id", store.recipeId() + "-" + store.version());
    item.put("collection", store.feedstock().id());
    Optional<BoundingBox> footprint = Footprint.of(coordinates);
    item.set("geometry", footprint.map(BoundingBox::geometry).orElse(null));
    footprint.ifPresent(box -> item.set("bbox", box.bbox()));
    item.set("properties", properties(scheme));
    links(item.putArray("links"), predecessor);
    ObjectNode assets = item.putObject("assets");
    assets.set("zarr", asset(scheme.isPresent()));
    PublishedStore.Manifest manifest = store.manifest();
    if (manifest != null) {
      assets.set("manifest", asset(manifest));
    }
    for (Attachment attachment : store.attachments()) {
      attachment.addTo(assets, item.withArray("links"));
    }
    return item;
  }

  private ObjectNode properties(Optional<ObjectNode> scheme) {
    ObjectNode properties = Json.object();
    properties.put("title", store.feedstock().title() + " (" + store.recipeId() + ")");
    properties.put("description", store.feedstock().description());
    String created = store.created().truncatedTo(ChronoUnit.MILLIS).toString();
    ItemTime.put(properties, coordinates.values(), created);
    properties.put("created", created);
    properties.put("version", store.version());
    FeedstockFields.put(properties, store.feedstock());
    scheme.ifPresent(s -> properties.putObject("storage:schemes").set("store", s));
    processing(properties, created);
    CubeDimensions dimensions = new CubeDimensions(store.layout(), coordinates);
    properties.set("cube:dimensions", dimensions.node());
    properties.set("cube:variables", CubeVariables.of(store));
    properties.put("arco:recipe", store.recipeId());
    properties.set("arco:attributes", Json.attributes(store.layout().attributes()));
    if (!store.layout().groupPaths().isEmpty()) {
      ObjectNode groups = properties.putObject("arco:groups");
      for (String path : store.layout().groupPaths()) {
        Attributes own = store.layout().groups().getOrDefault(path, Attributes.empty());
        groups.set(path, Json.attributes(own));
      }
    }
    return properties;
  }

  private void processing(ObjectNode properties, String created) {
    Map<String, Object> rest = new LinkedHashMap<>(store.processing());
    properties.put("processing:datetime", created);
    if (rest.remove("software") instanceof Map<?, ?> software) {
      properties.set("processing:software", Json.plain(software));
    }
    if (rest.remove("recipe") instanceof String recipe) {
      properties
          .putObject("processing:expression")
          .put("format", "arcoforge-recipe")
          .put("expression", recipe);
    }
    if (!rest.isEmpty()) {
      properties.set("arco:processing", Json.plain(rest));
    }
  }

  private void links(ArrayNode links, @Nullable String predecessor) {
    links.add(Links.link("root", "../../../" + CatalogKeys.ROOT, Links.JSON));
    links.add(Links.link("parent", "../../collection.json", Links.JSON));
    links.add(Links.link("collection", "../../collection.json", Links.JSON));
    links.add(Links.link("version-history", "../../collection.json", Links.JSON));
    if (predecessor != null) {
      links.add(
          Links.link("predecessor-version", "../" + predecessor + "/item.json", Links.GEOJSON)
              .put("version", predecessor));
    }
    RecipeLink.of(store.processing())
        .ifPresent(
            page ->
                links.add(
                    Links.link("processing-expression", page, "application/yaml")
                        .put("title", "The recipe as it was baked")));
    Links.addExternal(links, store.feedstock(), false);
  }

  private ObjectNode asset(PublishedStore.Manifest manifest) {
    ObjectNode asset = Json.object();
    asset.put("href", href(manifest.url()));
    asset.put("type", "application/gzip");
    asset.put("title", "Manifest: all objects of the store with their digests");
    asset.putArray("roles").add("metadata");
    asset.put("file:size", manifest.size());
    asset.put("file:checksum", manifest.checksum());
    return asset;
  }

  private String href(String url) {
    return Links.from(catalog, key, store.shown(url));
  }

  private ObjectNode asset(boolean schemed) {
    ObjectNode asset = Json.object();
    asset.put("href", href(store.storeUrl()));
    asset.put("type", "application/vnd.zarr; version=" + store.layout().zarrFormat());
    asset.put("title", "Zarr store");
    asset.putArray("roles").add("data");
    asset.put("zarr:consolidated", true);
    asset.put("zarr:node_type", "group");
    asset.put("zarr:zarr_format", store.layout().zarrFormat());
    asset.put("file:size", store.storedBytes());
    asset.putObject("xarray:open_kwargs").put("consolidated", true);
    if (schemed) {
      asset.putArray("storage:refs").add("store");
    }
    return asset;
  }
}
