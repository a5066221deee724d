package org.arcoforge.transform;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.arcoforge.array.Attributes;
import org.arcoforge.array.Dimension;
import org.arcoforge.array.Variable;
import org.arcoforge.fault.Blame;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceVariable;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.StoredValues;
import org.junit.jupiter.api.Test;

/** What a file has and cannot be read is left out by the recipe, or refused; never in silence. */
class UnreadableVariablesTest {
  private static SourceDescription file() {
    Attributes attributes = Attributes.empty().with("ancillary_variables", "quality");
    Variable v = new Variable("v", FLOAT32, List.of(new Dimension("x", 2)), attributes);
    Variable w = v.withName("w").withAttributes(Attributes.empty());
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("quality", "variable 'quality' is a compound");
    reasons.put("opaque", "variable 'opaque' is opaque");
    return new SourceDescription(
        "netcdf4",
        List.of(
            new SourceVariable(v, List.of(2L), List.of(), 8),
            new SourceVariable(w, List.of(2L), List.of(), 8)),
        Attributes.empty(),
        reasons);
  }

  private static Set<String> names(Transform... transforms) {
    FilePattern pattern = FilePattern.of("https://x/one.nc");
    Recipe recipe = Recipe.builder().id("r").pattern(pattern).transforms(transforms).build();
    Position position = pattern.position(0);
    StoredValues none =
        (name, region, target, at) -> {
          throw new IllegalStateException("no values are looked at");
        };
    return FileTransformer.view(recipe, position, file(), none).variables().keySet();
  }

  private static String refusal(Transform... transforms) {
    RefusedException e = assertThrows(RefusedException.class, () -> names(transforms));
    assertEquals(Blame.SOURCES, e.blame());
    return String.valueOf(e.getMessage());
  }

  @Test
  void withoutATransformTheFileIsRefusedWithTheLineThatLeavesAllOut() {
    String message = refusal();
    assertTrue(message.startsWith("https://x/one.nc: variable 'quality' is a compound"), message);
    assertTrue(message.contains("`transforms: [{drop: [quality, opaque]}]`"), message);
  }

  @Test
  void droppingItIsEnough() {
    assertEquals(Set.of("v", "w"), names(new Transform.Drop(List.of("quality", "opaque"))));
    assertEquals(Set.of("v"), names(new Transform.Drop(List.of("quality", "w", "opaque"))));
  }

  @Test
  void droppingOneOfTwoIsNot() {
    String message = refusal(new Transform.Drop(List.of("quality")));
    assertTrue(message.contains("'opaque'") && !message.contains("'quality'"), message);
  }

  @Test
  void keepingOthersIsEnoughUnlessTheyReferToIt() {
    assertEquals(Set.of("w"), names(new Transform.Keep(List.of("w"))));
    assertTrue(refusal(new Transform.Keep(List.of("v"))).contains("'quality'"));
    assertTrue(refusal(new Transform.Keep(List.of("opaque"))).contains("'opaque'"));
  }
}
