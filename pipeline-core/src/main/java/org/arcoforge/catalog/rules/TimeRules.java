package org.arcoforge.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.cf.CfCalendar;

/** Says which times there are, and in which order. */
final class TimeRules {
  private static final List<String> FIELDS =
      List.of(
          "datetime",
          "start_datetime",
          "end_datetime",
          "created",
          "updated",
          "processing:datetime");
  private static final Pattern DATE = Pattern.compile("(-?\\d{1,6})-(\\d{1,2})-(\\d{1,2}).*");

  private TimeRules() {}

  static List<CatalogRule> rules() {
    return List.of(
        CatalogRule.both(
            "time.exists",
            "every time is one that exists, as RFC 3339 has it",
            CatalogRule.BAKE,
            s ->
                texts(s)
                    .forEach(
                        t -> {
                          if (instant(t.text()).isEmpty()) {
                            s.say(
                                t.pointer(),
                                "a time such as 2000-01-31T00:00:00Z",
                                '"' + t.text() + '"');
                          }
                        })),
        CatalogRule.both(
            "time.utc",
            "times are in UTC and end in Z",
            CatalogRule.BAKE,
            s ->
                texts(s)
                    .forEach(
                        t -> {
                          if (instant(t.text()).isPresent() && !t.text().endsWith("Z")) {
                            s.say(t.pointer(), "a time in UTC", '"' + t.text() + '"');
                          }
                        })),
        CatalogRule.item(
            "time.calendar",
            "arco:start and arco:end are dates of the dimension's calendar",
            CatalogRule.BAKE,
            TimeRules::calendar),
        CatalogRule.item(
            "time.order",
            "start_datetime is not after end_datetime",
            CatalogRule.BAKE,
            s -> {
              Optional<Instant> start = time(s, "start_datetime");
              Optional<Instant> end = time(s, "end_datetime");
              if (start.isPresent() && end.isPresent() && start.get().isAfter(end.get())) {
                s.say(
                    "/properties/start_datetime",
                    "a time before " + end.get(),
                    s.properties().path("start_datetime"));
              }
            }),
        CatalogRule.item(
            "time.pair",
            "where datetime is null there are start_datetime and end_datetime, and never one alone",
            CatalogRule.BAKE,
            s -> {
              boolean start = s.properties().hasNonNull("start_datetime");
              boolean end = s.properties().hasNonNull("end_datetime");
              if (start != end || (!s.properties().hasNonNull("datetime") && !start)) {
                s.say("/properties/datetime", "a time, or start_datetime and end_datetime", "none");
              }
            }),
        CatalogRule.item(
            "time.within",
            "datetime lies between start_datetime and end_datetime",
            CatalogRule.BAKE,
            s -> {
              Optional<Instant> at = time(s, "datetime");
              Optional<Instant> start = time(s, "start_datetime");
              Optional<Instant> end = time(s, "end_datetime");
              if (at.isPresent()
                  && ((start.isPresent() && at.get().isBefore(start.get()))
                      || (end.isPresent() && at.get().isAfter(end.get())))) {
                s.say(
                    "/properties/datetime",
                    "a time of the interval",
                    s.properties().path("datetime"));
              }
            }),
        CatalogRule.item(
            "time.axis",
            "the item's interval is that of its axis 'time'",
            CatalogRule.BAKE,
            TimeRules::axis),
        CatalogRule.both(
            "time.future",
            "nothing was created later than now",
            "set the clock of the machine that bakes, and publish again",
            s ->
                time(s, "created")
                    .filter(t -> t.isAfter(s.now().plus(Duration.ofDays(1))))
                    .ifPresent(
                        t -> s.say(s.field("created"), "a time before " + s.now(), t.toString()))),
        CatalogRule.collection(
            "time.interval-order",
            "an interval of the extent begins before it ends",
            CatalogRule.BUILD,
            s -> {
              Optional<Instant> from = end(s, 0);
              Optional<Instant> to = end(s, 1);
              if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
                s.say("/extent/temporal/interval/0", "[earlier, later]", interval(s));
              }
            }),
        CatalogRule.collection(
            "time.covers",
            "a collection's interval covers those of its current items",
            CatalogRule.BUILD,
            TimeRules::covers));
  }

  private record Text(String pointer, String text) {}

  private static List<Text> texts(RuleSubject s) {
    List<Text> all = new ArrayList<>();
    for (String name : FIELDS) {
      add(all, s.field(name), s.fields().path(name));
    }
    JsonNode intervals = s.document().path("extent").path("temporal").path("interval");
    for (int i = 0; i < intervals.size(); i++) {
      add(all, "/extent/temporal/interval/" + i, intervals.get(i));
    }
    RuleSubject.each(
        s.dimensions(),
        (name, dimension) -> {
          if (dimension.path("type").asText().equals("temporal")) {
            for (String field : List.of("extent", "values")) {
              add(
                  all,
                  RuleSubject.pointer("properties", "cube:dimensions", name, field),
                  dimension.path(field));
            }
          }
        });
    return all;
  }

  private static void add(List<Text> all, String pointer, JsonNode node) {
    if (node.isTextual()) {
      all.add(new Text(pointer, node.asText()));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        add(all, pointer + "/" + i, node.get(i));
      }
    }
  }

  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(RuleSubject s, String field) {
    return instant(s.fields().path(field).asText());
  }

  private static JsonNode interval(RuleSubject s) {
    return s.document().path("extent").path("temporal").path("interval").path(0);
  }

  private static Optional<Instant> end(RuleSubject s, int i) {
    return instant(interval(s).path(i).asText());
  }

  private static void calendar(RuleSubject s) {
    RuleSubject.each(
        s.dimensions(),
        (name, dimension) -> {
          String calendar = dimension.path("reference_system").asText();
          if (dimension.path("type").asText().equals("temporal") && dimension.has("arco:start")) {
            for (String field : List.of("arco:start", "arco:end")) {
              String text = dimension.path(field).asText();
              if (!isDate(calendar, text)) {
                s.say(
                    RuleSubject.pointer("properties", "cube:dimensions", name, field),
                    "a date of the calendar " + calendar,
                    '"' + text + '"');
              }
            }
          }
        });
  }

  private static boolean isDate(String calendar, String text) {
    Matcher date = DATE.matcher(text);
    if (!date.matches() || !CfCalendar.isName(calendar)) {
      return false;
    }
    try {
      CfCalendar.of(calendar)
          .dayNumber(
              Long.parseLong(date.group(1)),
              Integer.parseInt(date.group(2)),
              Integer.parseInt(date.group(3)));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Groups may each have an axis of that name. */
  private static void axis(RuleSubject s) {
    List<Instant> starts = new ArrayList<>();
    List<Instant> ends = new ArrayList<>();
    RuleSubject.each(
        s.dimensions(),
        (name, dimension) -> {
          boolean named = name.equals("time") || name.endsWith("/time");
          if (named && dimension.path("type").asText().equals("temporal")) {
            instant(dimension.path("extent").path(0).asText()).ifPresent(starts::add);
            instant(dimension.path("extent").path(1).asText()).ifPresent(ends::add);
          }
        });
    Optional<Instant> start = time(s, "start_datetime");
    Optional<Instant> end = time(s, "end_datetime");
    if (start.isEmpty() || end.isEmpty() || starts.isEmpty() || start.get().isAfter(end.get())) {
      return;
    }
    Instant first = starts.stream().min(Instant::compareTo).orElseThrow();
    Instant last = ends.stream().max(Instant::compareTo).orElse(first);
    if (!first.isAfter(last) && !(first.equals(start.get()) && last.equals(end.get()))) {
      s.say(
          "/properties/start_datetime",
          first + " to " + last + ", as its axis 'time'",
          start.get() + " to " + end.get());
    }
  }

  private static void covers(RuleSubject s) {
    Optional<Instant> from = end(s, 0);
    Optional<Instant> to = end(s, 1);
    s.currentItems()
        .forEach(
            (recipe, item) -> {
              JsonNode p = item.path("properties");
              Optional<Instant> start = instant(p.path("start_datetime").asText());
              Optional<Instant> end = instant(p.path("end_datetime").asText());
              boolean early =
                  from.isPresent() && start.isPresent() && start.get().isBefore(from.get());
              boolean late = to.isPresent() && end.isPresent() && end.get().isAfter(to.get());
              boolean ordered = from.isEmpty() || to.isEmpty() || !from.get().isAfter(to.get());
              boolean sound = start.isEmpty() || end.isEmpty() || !start.get().isAfter(end.get());
              if (ordered && sound && (early || late)) {
                s.say(
                    "/extent/temporal/interval/0",
                    "an interval around that of recipe '" + recipe + "'",
                    interval(s));
              }
            });
  }
}
