package org.arcoforge.transform;

import static org.arcoforge.array.DataType.FLOAT32;
import static org.arcoforge.array.DataType.FLOAT64;
import static org.arcoforge.array.DataType.INT16;
import static org.arcoforge.array.DataType.UINT16;
import static org.arcoforge.transform.SelectionTransformsTest.refused;
import static org.arcoforge.transform.SelectionTransformsTest.values;
import static org.arcoforge.transform.SelectionTransformsTest.view;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.arcoforge.array.DataType;
import org.arcoforge.recipe.Transform;
import org.arcoforge.view.FileView;
import org.arcoforge.view.SourceSample;
import org.junit.jupiter.api.Test;

class RollLongitudeTest {
  private static final Transform WEST = new Transform.RollLongitude(Map.of("x", -180.0));

  private static SourceSample file(DataType type, double... longitudes) {
    return new SourceSample()
        .coordinate("x", type, longitudes)
        .add("v", FLOAT64, "x:" + longitudes.length);
  }

  @Test
  void dataFollowTheirLongitudes() {
    SourceSample sample = file(FLOAT64, 0, 90, 180, 270);
    FileView view = view(sample, WEST);
    assertEquals("[-180.0, -90.0, 0.0, 90.0]", values(view, "x", sample));
    assertEquals("[2.0, 3.0, 0.0, 1.0]", values(view, "v", sample));
  }

  @Test
  void longitudesThatGoDownGoDownAfterwards() {
    SourceSample sample = file(INT16, 350, 190, 170, 10);
    FileView view = view(sample, WEST);
    assertEquals("[170.0, 10.0, -10.0, -170.0]", values(view, "x", sample));
    assertEquals("[2.0, 3.0, 0.0, 1.0]", values(view, "v", sample));
  }

  @Test
  void sumsAreRoundedOnce() {
    SourceSample sample = file(FLOAT32, 0.1f, 359.9f);
    FileView view = view(sample, WEST);
    var x = view.required("x").read(sample.stored());
    assertEquals((double) (float) ((double) 359.9f - 360), x.doubleAt(0));
    assertEquals((double) 0.1f, x.doubleAt(1));
    assertEquals(FLOAT32, x.type());
  }

  @Test
  void packedLongitudesAreUnpacked() {
    SourceSample sample = file(INT16, 0, 1800, 2700).attr("x", "scale_factor", 0.1);
    FileView view = view(sample, WEST);
    assertEquals("[-180.0, -90.0, 0.0]", values(view, "x", sample));
    assertEquals(FLOAT64, view.required("x").variable().type());
  }

  @Test
  void edgesMoveWithTheirCentres() {
    SourceSample sample =
        file(FLOAT64, 0, 90, 180, 270)
            .attr("x", "bounds", "b")
            .add("b", FLOAT64, "n:2 x:4")
            .values("b", -45, 45, 135, 225, 45, 135, 225, 315);
    FileView view = view(sample, WEST);
    assertEquals(
        "[-225.0, -135.0, -45.0, 45.0, -135.0, -45.0, 45.0, 135.0]", values(view, "b", sample));
  }

  @Test
  void whatIsInPlaceStaysAsItIs() {
    SourceSample sample = file(FLOAT64, -170, 0, 170);
    assertEquals(view(sample).required("v").origin(), view(sample, WEST).required("v").origin());
    assertEquals(view(sample).required("x").origin(), view(sample, WEST).required("x").origin());
  }

  @Test
  void whatGoesRoundTwiceIsRefused() {
    refused(file(FLOAT64, 0, 180, 360), WEST, "roll_longitude", "each longitude once");
    refused(file(FLOAT64, 0, 200, 100, 300), WEST, "each longitude once");
    refused(file(UINT16, 0, 270), WEST, "-90.0", "uint16", "cast it");
    refused(new SourceSample().add("v", FLOAT64, "y:2"), WEST, "names 'x'", "there are v");
  }
}
