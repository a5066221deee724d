package org.arcoforge.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.List;
import java.util.Optional;

/**
 * Holds the JSON schemas (draft 2020-12) of catalog, collection and item: STAC 1.1.0 as far as this
 * catalog uses it, and stricter where the catalog promises more. They come with the program;
 * nothing is fetched.
 */
final class CatalogSchema {
  private static final String IRI = "https://arcoforge.org/schemas/stac/";
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder ->
              builder.schemaMappers(
                  mappers -> mappers.mapPrefix(IRI, "classpath:org/arcoforge/stac/")));
  private static final CatalogSchema CATALOG = new CatalogSchema("catalog");
  private static final CatalogSchema COLLECTION = new CatalogSchema("collection");
  private static final CatalogSchema ITEM = new CatalogSchema("item");

  private final JsonSchema schema;

  private CatalogSchema(String name) {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .build();
    this.schema = FACTORY.getSchema(SchemaLocation.of(IRI + name + ".schema.json"), config);
  }

  /** Returns the schema for a key; empty for what is no catalog document. */
  static Optional<CatalogSchema> of(String key) {
    if (key.equals(CatalogKeys.ROOT)) {
      return Optional.of(CATALOG);
    }
    if (CatalogKeys.isCollection(key)) {
      return Optional.of(COLLECTION);
    }
    return CatalogKeys.isItem(key) ? Optional.of(ITEM) : Optional.empty();
  }

  List<CatalogProblem> check(JsonNode document, String url) {
    return schema.validate(document).stream()
        .map(
            m ->
                new CatalogProblem(
                    "stac.schema",
                    url,
                    m.getInstanceLocation().toString(),
                    text(m.getMessage()),
                    ""))
        .toList();
  }

  private static String text(String message) {
    // The library puts the location first; it is reported by itself.
    int colon = message.indexOf(": ");
    return colon < 0 ? message : message.substring(colon + 2);
  }
}
