package org.arcoforge.runners.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;

/**
 * An item search is what a request asks for: items or collections that meet all conditions.
 *
 * @param ids of them; empty for any
 * @param collections that they are in; empty for any
 * @param place that they share a point with; null for any
 * @param time that they share an instant with
 * @param words that are all in the text, in lower case
 * @param limit of one answer
 * @param offset of the first one
 */
record ItemSearch(
    Set<String> ids,
    Set<String> collections,
    @Nullable PreparedGeometry place,
    TimeSpan time,
    List<String> words,
    int limit,
    int offset) {
  static final int DEFAULT = 10;
  static final int MOST = 1000;
  private static final List<String> NAMES =
      List.of("ids", "collections", "bbox", "intersects", "datetime", "q", "limit", "token");

  /**
   * Reads the parameters of a query.
   *
   * @throws ApiException if one is wrong or unknown
   */
  static ItemSearch of(Map<String, String> query) {
    SearchText.known(query.keySet(), NAMES);
    String intersects = query.getOrDefault("intersects", "");
    return of(
        SearchText.list(query.getOrDefault("ids", "")),
        SearchText.list(query.getOrDefault("collections", "")),
        query.containsKey("bbox") ? List.of(query.get("bbox").split(",", -1)) : List.of(),
        intersects.isEmpty() ? null : SearchText.json(intersects),
        query.getOrDefault("datetime", ""),
        SearchText.list(query.getOrDefault("q", "")),
        query.getOrDefault("limit", "" + DEFAULT),
        query.getOrDefault("token", "0"));
  }

  /**
   * Reads a body.
   *
   * @throws ApiException if it is wrong
   */
  static ItemSearch of(JsonNode body) {
    if (!body.isObject()) {
      throw ApiException.bad("expected an object of JSON, found " + body.getNodeType());
    }
    List<String> names = new ArrayList<>();
    body.fieldNames().forEachRemaining(names::add);
    SearchText.known(names, NAMES);
    return of(
        body.has("ids") ? SearchText.list(body.get("ids"), "ids") : List.of(),
        body.has("collections")
            ? SearchText.list(body.get("collections"), "collections")
            : List.of(),
        body.has("bbox") ? SearchText.list(body.get("bbox"), "bbox") : List.of(),
        body.has("intersects") ? body.get("intersects") : null,
        body.path("datetime").asText(""),
        body.path("q").isArray()
            ? SearchText.list(body.get("q"), "q")
            : SearchText.list(body.path("q").asText("")),
        body.path("limit").asText("" + DEFAULT),
        body.path("token").asText("0"));
  }

  private static ItemSearch of(
      List<String> ids,
      List<String> collections,
      List<String> box,
      @Nullable JsonNode intersects,
      String time,
      List<String> words,
      String limit,
      String token) {
    if (!box.isEmpty() && intersects != null) {
      throw ApiException.bad("expected either bbox or intersects, found both");
    }
    Geometry place =
        intersects != null
            ? SearchText.intersects(intersects)
            : box.isEmpty() ? null : IndexedDocument.box(SearchText.box(box));
    return new ItemSearch(
        Set.copyOf(ids),
        Set.copyOf(collections),
        place == null ? null : PreparedGeometryFactory.prepare(place),
        time.isEmpty() ? TimeSpan.ALWAYS : TimeSpan.parse(time),
        words.stream().map(w -> w.toLowerCase(Locale.ROOT)).toList(),
        SearchText.limit(limit, MOST),
        SearchText.token(token));
  }

  /** Returns the same within one collection. */
  ItemSearch within(String collection) {
    return new ItemSearch(ids, Set.of(collection), place, time, words, limit, offset);
  }

  /**
   * A page is what one answer holds.
   *
   * @param matched how many there are in all
   */
  record Page(List<IndexedDocument> documents, int matched) {}

  /** Returns those of a list that meet the conditions, from the offset on. */
  Page page(List<IndexedDocument> all) {
    if (isForAll()) {
      int from = Math.min(offset, all.size());
      return new Page(all.subList(from, from + Math.min(limit, all.size() - from)), all.size());
    }
    List<IndexedDocument> found = new ArrayList<>();
    int matched = 0;
    Predicate<IndexedDocument> meets = this::meets;
    for (IndexedDocument one : all) {
      if (meets.test(one) && ++matched > offset && found.size() < limit) {
        found.add(one);
      }
    }
    return new Page(found, matched);
  }

  private boolean isForAll() {
    return ids.isEmpty()
        && collections.isEmpty()
        && place == null
        && time.equals(TimeSpan.ALWAYS)
        && words.isEmpty();
  }

  private boolean meets(IndexedDocument one) {
    return (ids.isEmpty() || ids.contains(one.id()))
        && (collections.isEmpty() || collections.contains(one.collection()))
        && time.intersects(one.time())
        && words.stream().allMatch(one.words()::contains)
        && (place == null || place.intersects(one.geometry()));
  }

  /** Returns a body's members with the token of the next page. */
  static ObjectNode next(ObjectNode body, int offset) {
    return body.deepCopy().put("token", "" + offset);
  }

  /** Returns a query with the token of the next page. */
  static Map<String, String> next(Map<String, String> query, int offset) {
    Map<String, String> next = new LinkedHashMap<>(query);
    next.put("token", "" + offset);
    return next;
  }
}
