package org.arcoforge.bake.plandata;

import java.util.LinkedHashMap;
import java.util.Map;
import org.arcoforge.array.AttributeValue;
import org.arcoforge.array.DataType;
import org.arcoforge.cf.CfEncoding;
import org.arcoforge.cf.CfTimeEncoding;
import org.jspecify.annotations.Nullable;

/** Converts an encoding to and from plain values, in the words of CF's attributes. */
final class EncodingData {
  private static final String DTYPE = "dtype";
  private static final String FILL = "_FillValue";
  private static final String MISSING = "missing_value";
  private static final String SCALE = "scale_factor";
  private static final String OFFSET = "add_offset";
  private static final String UNSIGNED = "_Unsigned";
  private static final String TIME = "time";
  private static final String OPAQUE = "opaque_time";
  private static final String UNITS = "units";
  private static final String CALENDAR = "calendar";
  private static final String PROBLEM = "problem";

  private EncodingData() {}

  static Map<String, Object> write(CfEncoding encoding) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(DTYPE, encoding.type().id());
    put(data, FILL, encoding.fill());
    put(data, MISSING, encoding.missing());
    put(data, SCALE, encoding.scale());
    put(data, OFFSET, encoding.offset());
    if (!encoding.unsigned().isEmpty()) {
      data.put(UNSIGNED, encoding.unsigned());
    }
    CfTimeEncoding time = encoding.time();
    if (time != null) {
      data.put(TIME, time(time.units(), time.calendar().id()));
    }
    CfEncoding.Opaque opaque = encoding.opaque();
    if (opaque != null) {
      Map<String, Object> kept = time(opaque.units(), opaque.calendar());
      kept.put(PROBLEM, opaque.problem());
      data.put(OPAQUE, kept);
    }
    return data;
  }

  private static void put(Map<String, Object> data, String key, @Nullable AttributeValue value) {
    if (value != null) {
      data.put(key, AttributeData.write(value));
    }
  }

  private static Map<String, Object> time(String units, String calendar) {
    Map<String, Object> time = new LinkedHashMap<>();
    time.put(UNITS, units);
    time.put(CALENDAR, calendar);
    return time;
  }

  static CfEncoding read(Members in) {
    CfTimeEncoding time = null;
    if (in.has(TIME)) {
      Members said = in.members(TIME);
      time =
          CfTimeEncoding.parse(said.text(UNITS), said.text(CALENDAR))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "expected a unit since an epoch at "
                              + said.place(UNITS)
                              + ", found "
                              + said.text(UNITS)));
    }
    CfEncoding.Opaque opaque = null;
    if (in.has(OPAQUE)) {
      Members said = in.members(OPAQUE);
      opaque = new CfEncoding.Opaque(said.text(UNITS), said.text(CALENDAR), said.text(PROBLEM));
    }
    return CfEncoding.builder()
        .type(DataType.of(in.text(DTYPE)))
        .fill(attribute(in, FILL))
        .missing(attribute(in, MISSING))
        .scale(attribute(in, SCALE))
        .offset(attribute(in, OFFSET))
        .unsigned(in.text(UNSIGNED, ""))
        .time(time)
        .opaque(opaque)
        .build();
  }

  private static @Nullable AttributeValue attribute(Members in, String key) {
    return in.has(key) ? AttributeData.value(in, key) : null;
  }
}
