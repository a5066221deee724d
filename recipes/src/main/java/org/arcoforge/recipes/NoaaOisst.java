package org.arcoforge.recipes;

import java.util.List;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Keys;
import org.arcoforge.pattern.PatternDim;
import org.arcoforge.pattern.Urls;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RecipeClass;
import org.arcoforge.recipe.Target;

/**
 * This recipe is NOAA's daily optimum interpolation sea surface temperature, version 2.1, from
 * AVHRR: one NetCDF-4 file a day with {@code sst}, {@code anom}, {@code err} and {@code ice} on
 * (time, zlev, lat, lon) = (1, 1, 720, 1440), packed in 16-bit integers.
 *
 * <p>Huang, B., et al. (2021), Improvements of the Daily Optimum Interpolation Sea Surface
 * Temperature (DOISST) Version 2.1, J. Climate 34, 2923–2939, doi:10.1175/JCLI-D-20-0166.1.
 */
public final class NoaaOisst implements RecipeClass {
  private static final String DAY =
      "https://www.ncei.noaa.gov/data/sea-surface-temperature-optimum-interpolation/v2.1/access"
          + "/avhrr/{time:%Y%m}/oisst-avhrr-v02r01.{time:%Y%m%d}";
  private static final String FIRST_DAY = "1981-09-01";
  private static final String LONGEST_WAIT = "P14D"; // what is not there by then is missing
  private static final int DAYS_OF_CHUNK = 40; // about 80 MB of each variable, packed

  /** Makes the recipe for the service loader. */
  public NoaaOisst() {}

  /**
   * Returns all days from 1981-09-01 on, 40 days a chunk. A day's final file is about two weeks
   * late; until then there is a preliminary one.
   */
  @Override
  public Recipe recipe(String id) {
    PatternDim days =
        PatternDim.concat("time", Keys.datesUntilNow(FIRST_DAY, "P1D")).withItemsPerFile(1);
    return Recipe.builder()
        .id(id)
        .pattern(
            FilePattern.builder()
                .urls(Urls.alternatives(DAY + ".nc", DAY + "_preliminary.nc"))
                .dims(List.of(days))
                .format("netcdf4")
                .build())
        .target(Target.builder().chunk("time", DAYS_OF_CHUNK).mode(Target.Mode.APPEND).build())
        .policies(
            Policies.builder()
                .missingFiles(Policies.MissingFilePolicy.WAIT)
                .waitAtEnd(LONGEST_WAIT)
                .changedSources(Policies.ChangedSourcePolicy.IN_PLACE)
                .build())
        .build();
  }
}
