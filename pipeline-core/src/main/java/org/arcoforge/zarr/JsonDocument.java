package org.arcoforge.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.fault.FailureWords;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document is a JSON object that somebody else wrote, read with checks.
 *
 * @param where for messages: the document's URL and the place in it
 */
record JsonDocument(String where, Map<String, Object> json) {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  static JsonDocument parse(String where, byte[] bytes) throws ZarrException {
    try {
      Map<String, Object> json =
          MAPPER.readValue(bytes, new TypeReference<LinkedHashMap<String, Object>>() {});
      if (json == null) {
        throw new ZarrException(where + " is null, but should be a JSON object");
      }
      return new JsonDocument(where, json);
    } catch (JsonProcessingException e) {
      throw new ZarrException(
          where + " is no JSON object: " + FailureWords.withoutClasses(e.getOriginalMessage()), e);
    } catch (ZarrException e) {
      throw e;
    } catch (IOException e) {
      throw new ZarrException(where + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Nullable Object get(String key) {
    return json.get(key);
  }

  boolean has(String key) {
    return json.get(key) != null;
  }

  /** Returns a text; {@code standard} where there is none. */
  String text(String key, String standard) throws ZarrException {
    Object value = json.get(key);
    if (value == null) {
      return standard;
    }
    if (value instanceof String text) {
      return text;
    }
    throw wrong(key, "a text");
  }

  int integer(String key, int standard) throws ZarrException {
    Object value = json.get(key);
    if (value == null) {
      return standard;
    }
    if (value instanceof Integer i) {
      return i;
    }
    throw wrong(key, "an integer");
  }

  /** Returns a list of integers that are not negative. */
  List<Long> lengths(String key) throws ZarrException {
    Object value = json.get(key);
    if (value instanceof List<?> list
        && list.stream()
            .allMatch(
                n ->
                    (n instanceof Integer || n instanceof Long) && ((Number) n).longValue() >= 0)) {
      return list.stream().map(n -> ((Number) n).longValue()).toList();
    }
    throw wrong(key, "a list of lengths");
  }

  /** Returns a list; empty where there is none or null. */
  List<?> list(String key) throws ZarrException {
    Object value = json.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(key, "a list");
  }

  /** Returns an object; empty where there is none or null. */
  JsonDocument object(String key) throws ZarrException {
    Object value = json.get(key);
    return value == null ? new JsonDocument(where, Map.of()) : object(key, value);
  }

  /** Returns a value as an object; one that has only a name may be that name alone. */
  JsonDocument object(String key, @Nullable Object value) throws ZarrException {
    String place = where + ": " + key;
    if (value instanceof String name) {
      return new JsonDocument(place, Map.of("name", name));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(String.valueOf(k), v));
      return new JsonDocument(place, copy);
    }
    throw wrong(key, "an object");
  }

  /** Refuses keys that are not known and must be understood. */
  void refuseOthers(Set<String> known) throws ZarrException {
    for (Map.Entry<String, Object> entry : json.entrySet()) {
      boolean optional =
          entry.getValue() instanceof Map<?, ?> map
              && Boolean.FALSE.equals(map.get("must_understand"));
      if (!known.contains(entry.getKey()) && !optional) {
        throw unsupported("the key '" + entry.getKey() + "'");
      }
    }
  }

  ZarrException unsupported(String what) {
    return new ZarrException(where + ": " + what + " is not supported");
  }

  private ZarrException wrong(String key, String expected) {
    return new ZarrException(
        String.format(
            "%s: '%s' should be %s, found %s",
            where, key, expected, JsonWriter.line(json.get(key))));
  }
}
