package org.arcoforge.bake.plandata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Target;
import org.arcoforge.recipe.yaml.RecipeValues;

/**
 * Converts a recipe with its pattern resolved to and from plain values, in the words of a
 * feedstock.
 */
final class RecipeData {
  private static final String ID = "id";
  private static final String PATTERN = "pattern";
  private static final String TRANSFORMS = "transforms";
  private static final String TARGET = "target";
  private static final String POLICIES = "policies";

  /** What only Java can say beside chunks of its own choice. */
  private static final String AUTO_BYTES = "auto_chunk_bytes";

  private RecipeData() {}

  static Map<String, Object> write(Recipe recipe) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(ID, recipe.id());
    data.put(PATTERN, PatternData.write(recipe.pattern()));
    if (!recipe.transforms().isEmpty()) {
      data.put(TRANSFORMS, TransformData.write(recipe.transforms()));
    }
    Map<String, Object> target = new LinkedHashMap<>(RecipeValues.of(recipe.target()));
    if (!recipe.target().chunks().isEmpty()
        && recipe.target().autoChunkBytes() != Target.STANDARD_CHUNK_BYTES) {
      target.put(AUTO_BYTES, recipe.target().autoChunkBytes());
    }
    data.put(TARGET, target);
    data.put(POLICIES, RecipeValues.of(recipe.policies()));
    return data;
  }

  /**
   * Returns the recipe.
   *
   * @param known by the id of a recipe, those whose own transforms it may have
   */
  static Recipe read(Members in, Function<String, List<Recipe>> known) {
    String id = in.text(ID);
    Members written = in.members(TARGET);
    Target target = RecipeValues.target(written.plain());
    if (written.has(AUTO_BYTES)) {
      target = target.toBuilder().autoChunkBytes(written.whole(AUTO_BYTES)).build();
    }
    return Recipe.builder()
        .id(id)
        .pattern(PatternData.read(in.members(PATTERN)))
        .transforms(TransformData.read(in, TRANSFORMS, known.apply(id)))
        .target(target)
        .policies(RecipeValues.policies(in.members(POLICIES).plain()))
        .build();
  }
}
