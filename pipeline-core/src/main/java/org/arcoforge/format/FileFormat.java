package org.arcoforge.format;

import java.io.Serializable;

/** These are the formats that a recipe may name; {@link #AUTO} looks at the first bytes. */
public enum FileFormat implements Serializable {
  NETCDF3,
  NETCDF4,
  GRIB,
  OPENDAP,
  ZARR,
  TIFF,
  AUTO
}
