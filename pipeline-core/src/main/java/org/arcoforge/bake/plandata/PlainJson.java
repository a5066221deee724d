package org.arcoforge.bake.plandata;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads plain values: maps, lists, texts, numbers, booleans and null. Long lists of
 * numbers take no more memory than the numbers. Equal values, with their maps in equal order, give
 * equal bytes on every machine and Java version.
 *
 * <p>JSON has no number that is none: {@code {".float": "NaN"}} stands for it, as for {@code
 * Infinity} and {@code -Infinity}.
 */
final class PlainJson {
  private static final String NOT_FINITE = ".float";
  private static final int FEW_TEXTS = 8;
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private final JsonGenerator out;
  private final DefaultPrettyPrinter printer;

  private PlainJson(JsonGenerator out) {
    this.out = out;
    this.printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(LINES);
    out.setPrettyPrinter(printer);
  }

  /** Writes a value, with a member of an object, and a text of many, a line. */
  static void write(JsonGenerator out, Object value) throws IOException {
    new PlainJson(out).value(value);
  }

  private void value(@Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> e : map.entrySet()) {
        out.writeFieldName((String) e.getKey());
        value(e.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof NumberList.Longs longs) {
      out.writeStartArray();
      for (int i = 0; i < longs.size(); i++) {
        out.writeNumber(longs.at(i));
      }
      out.writeEndArray();
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (value instanceof Double number) {
      number(number);
    } else if (value instanceof BigInteger number) {
      out.writeNumber(number);
    } else if (value instanceof Number number) {
      out.writeNumber(number.longValue());
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value == null) {
      out.writeNull();
    } else {
      out.writeString((String) value);
    }
  }

  private void list(List<?> list) throws IOException {
    boolean lines = list.size() > FEW_TEXTS && list.get(0) instanceof String;
    if (lines) {
      printer.indentArraysWith(LINES);
    }
    out.writeStartArray();
    for (Object item : list) {
      value(item);
    }
    out.writeEndArray();
    if (lines) {
      printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
    }
  }

  private void number(double number) throws IOException {
    if (Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      out.writeStartObject();
      out.writeStringField(NOT_FINITE, Double.toString(number));
      out.writeEndObject();
    }
  }

  /** Reads the value whose first token the parser is at. */
  static @Nullable Object read(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> array(in);
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT ->
          in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) in.getBigIntegerValue()
              : (Object) in.getLongValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IOException("ends too early, at " + in.currentLocation());
    };
  }

  private static Object object(JsonParser in) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      map.put(key, read(in));
    }
    if (map.size() == 1 && map.get(NOT_FINITE) instanceof String number) {
      return Double.valueOf(number);
    }
    return map;
  }

  private static List<?> array(JsonParser in) throws IOException {
    JsonToken first = in.nextToken();
    NumberList.Builder numbers = new NumberList.Builder();
    while (first == in.currentToken() && numbers.add(in)) {
      in.nextToken();
    }
    if (in.currentToken() == JsonToken.END_ARRAY) {
      return numbers.build();
    }
    List<@Nullable Object> list = new ArrayList<>(numbers.build());
    while (in.currentToken() != JsonToken.END_ARRAY) {
      list.add(read(in));
      in.nextToken();
    }
    return list;
  }
}
