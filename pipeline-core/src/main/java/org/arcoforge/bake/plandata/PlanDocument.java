package org.arcoforge.bake.plandata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.arcoforge.fault.FailureWords;
import org.arcoforge.plan.Plan;
import org.arcoforge.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plan as a JSON document and reads it back. Equal plans give equal bytes, whichever
 * process and Java version writes them, and what is read is equal to what was written.
 */
public final class PlanDocument {
  /**
   * The number of the format. It changes when a document could be misunderstood by who reads it;
   * not when keys are added.
   */
  public static final long FORMAT = 1;

  static final String FORMAT_KEY = "format";

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private PlanDocument() {}

  /** Writes a plan, in UTF-8, and leaves the stream open. */
  public static void write(Plan plan, OutputStream to) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(to)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      Map<String, Object> document = new LinkedHashMap<>();
      document.put(FORMAT_KEY, FORMAT);
      Recipe recipe = plan.recipe();
      Recipe shown = recipe.toBuilder().pattern(recipe.pattern().redacted()).build();
      document.putAll(PlanData.write(plan.withRecipe(shown).parts()));
      PlainJson.write(out, document);
      out.writeRaw('\n');
    }
  }

  /**
   * Reads a plan. Keys that are not known are passed over.
   *
   * @param known by the id of a recipe, the recipes that are installed or at hand under that id:
   *     the plan's own Java transforms are taken from the first that has them
   * @throws IOException if the stream ends early, holds no plan, or one of a later format; the
   *     message can follow the words "the plan"
   */
  public static Plan read(InputStream from, Function<String, List<Recipe>> known)
      throws IOException {
    try (JsonParser in = JSON.createParser(from)) {
      Members document = new Members(document(in), "");
      return Plan.of(PlanData.read(document, known));
    } catch (JsonProcessingException e) {
      throw new IOException(
          "is no JSON: "
              + FailureWords.withoutClasses(e.getOriginalMessage())
              + ", in line "
              + line(e),
          e);
    } catch (RuntimeException e) { // what no writer of ours has written
      throw new IOException("cannot be understood: " + e.getMessage(), e);
    }
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }

  /** The members that this version knows, after a look at the format. */
  private static Map<String, @Nullable Object> document(JsonParser in) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT || !FORMAT_KEY.equals(in.nextFieldName())) {
      throw new IOException("is none: expected an object whose first key is '" + FORMAT_KEY + "'");
    }
    in.nextToken();
    long format = in.getValueAsLong(0);
    if (format != FORMAT) {
      throw new IOException(
          "has the format "
              + in.getText()
              + "; expected "
              + FORMAT
              + ", which this version of ArcoForge reads: take the version that wrote it, or bake"
              + " anew, which makes a new plan");
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      in.nextToken();
      if (PlanData.KEYS.contains(key)) {
        members.put(key, PlainJson.read(in));
      } else {
        in.skipChildren();
      }
    }
    if (in.currentToken() != JsonToken.END_OBJECT || in.nextToken() != null) { // to the very end
      throw new IOException("is damaged: expected its end at " + in.currentLocation());
    }
    return members;
  }
}
