package org.arcoforge.stac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.StoreContents;
import org.junit.jupiter.api.Test;

/** Documents beside an item are named by it, are no part of what it is, and go with it. */
class AttachmentTest {
  private static final String FOLDER = "noaa-oisst/sst/v1/";
  private final ObjectStore store = StoreContents.inMemory();
  private final Catalog catalog = Catalog.open(store);

  private static PublishedStore plain(String version) {
    return Samples.global().published("noaa-oisst", version, "2026-11-20T00:00:00Z");
  }

  private static PublishedStore attached() {
    return plain("v1").toBuilder()
        .attachments(
            List.of(
                new Attachment(
                    "quality",
                    "quality.json",
                    "application/json",
                    "Report",
                    List.of("metadata"),
                    2,
                    "1220aa"),
                new Attachment(
                    "thumbnail",
                    "thumbnail.png",
                    "image/png",
                    "Picture",
                    List.of("thumbnail"),
                    1,
                    "1220bb")))
        .build();
  }

  private JsonNode item() throws IOException {
    return Json.parse(store.read(FOLDER + "item.json"), "");
  }

  private void attach() throws IOException {
    byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
    catalog.attach("noaa-oisst", "sst", "v1", "quality.json", bytes);
    catalog.attach("noaa-oisst", "sst", "v1", "quality.json", bytes); // again: nothing happens
    catalog.attach("noaa-oisst", "sst", "v1", "thumbnail.png", new byte[1]);
  }

  @Test
  void itemNamesThemAsAssetsAndTheReportAsItsValidation() throws IOException {
    attach();
    catalog.register(attached());
    JsonNode assets = item().path("assets");
    assertEquals("./quality.json", assets.path("quality").path("href").asText());
    assertEquals("thumbnail", assets.path("thumbnail").path("roles").path(0).asText());
    assertEquals("1220bb", assets.path("thumbnail").path("file:checksum").asText());
    assertEquals(
        "./quality.json",
        Links.find(item(), "processing-validation").orElseThrow().path("href").asText());
    assertEquals(List.of(), catalog.validate());
    store.delete(FOLDER + "quality.json");
    assertEquals(1, catalog.validate().size());
  }

  @Test
  void attemptWithoutThemAfterOneWithThemIsTheSameVersion() throws IOException {
    attach();
    catalog.register(attached());
    byte[] before = store.read(FOLDER + "item.json");
    catalog.register(plain("v1"));
    assertEquals(new String(before, StandardCharsets.UTF_8), text());
    PublishedStore other = attached().toBuilder().storedBytes(5).build();
    assertThrows(ObjectExistsException.class, () -> catalog.register(other));
  }

  @Test
  void attemptWithThemAfterOneWithoutThemIsTheSameVersion() throws IOException {
    catalog.register(plain("v1"));
    String before = text();
    attach();
    catalog.register(attached());
    assertEquals(before, text());
  }

  private String text() throws IOException {
    return new String(store.read(FOLDER + "item.json"), StandardCharsets.UTF_8);
  }

  @Test
  void theyGoWithTheVersion() throws IOException {
    attach();
    catalog.register(attached());
    catalog.register(plain("v2"));
    assertTrue(catalog.remove("noaa-oisst", "sst", Set.of("v1")));
    try (var left = store.list(FOLDER)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void otherAssetsAreNoAttachments() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Attachment("zarr", "x", "image/png", "", List.of(), 0, ""));
  }
}
