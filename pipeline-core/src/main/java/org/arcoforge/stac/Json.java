package org.arcoforge.stac;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.DataType;
import org.arcoforge.fault.FailureWords;

/** Writes JSON for the catalog: the same bytes for the same document, numbers as short as exact. */
final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final double EXACT = 1L << 53;

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** Parses a document; {@code url} is for the message. */
  static ObjectNode parse(byte[] bytes, String url) throws IOException {
    try {
      if (MAPPER.readTree(bytes) instanceof ObjectNode node) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          url + ": expected a JSON object: " + FailureWords.withoutClasses(e.getOriginalMessage()),
          e);
    }
    throw new IOException(url + ": expected a JSON object");
  }

  /** Returns UTF-8, indented by two spaces, with LF on every platform. */
  static byte[] bytes(JsonNode node) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
    try {
      return (MAPPER.writer(printer).writeValueAsString(node) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns UTF-8 in one line, which ends in LF. */
  static byte[] line(JsonNode node) {
    return (node + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Maps (sorted by key), lists, texts and numbers as JSON. */
  static JsonNode plain(Object value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Returns a number, without a fraction where it has none; JSON has no NaN and infinities: texts.
   */
  static JsonNode number(double value) {
    if (!Double.isFinite(value)) {
      return JsonNodeFactory.instance.textNode(special(value));
    }
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? JsonNodeFactory.instance.numberNode((long) value)
        : JsonNodeFactory.instance.numberNode(value);
  }

  /** {@code nan}, {@code inf} and {@code -inf}, as STAC's common metadata spell them. */
  private static String special(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  /** Returns numbers in a list. */
  static ArrayNode numbers(double... values) {
    ArrayNode list = array();
    for (double value : values) {
      list.add(number(value));
    }
    return list;
  }

  /** Returns lengths in a list. */
  static ArrayNode lengths(List<Long> values) {
    ArrayNode list = array();
    values.forEach(list::add);
    return list;
  }

  /** Returns texts in a list. */
  static ArrayNode texts(Iterable<String> values) {
    ArrayNode list = array();
    values.forEach(list::add);
    return list;
  }

  /** Returns CF attributes; one value is a scalar. */
  static ObjectNode attributes(Attributes attributes) {
    ObjectNode node = object();
    attributes
        .asMap()
        .forEach(
            (name, value) -> {
              if (value.values().size() == 1) {
                node.set(name, attribute(value, 0));
              } else {
                ArrayNode list = node.putArray(name);
                for (int i = 0; i < value.values().size(); i++) {
                  list.add(attribute(value, i));
                }
              }
            });
    return node;
  }

  private static JsonNode attribute(AttributeValue value, int i) {
    Object one = value.values().get(i);
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (one instanceof String text) {
      return nodes.textNode(text);
    }
    if (one instanceof Boolean truth) {
      return nodes.booleanNode(truth);
    }
    if (one instanceof Long bits) {
      return value.type() == DataType.UINT64 && bits < 0
          ? nodes.numberNode(new BigInteger(Long.toUnsignedString(bits)))
          : nodes.numberNode(bits);
    }
    double number = value.doubleAt(i);
    return value.type() == DataType.FLOAT64 ? number(number) : number(shortest((float) number));
  }

  /** Returns the shortest decimal that reads back as that float. */
  static double shortest(float value) {
    return Float.isFinite(value) ? Double.parseDouble(Float.toString(value)) : value;
  }
}
