package org.arcoforge.recipe.yaml;

import java.util.List;
import java.util.stream.Stream;

/** Keys of an inline recipe about whose form reader and schema must be of one mind. */
final class SchemaCases {
  private static final String PATTERN = "pattern: {url: \"https://host/a.nc\"}\n";

  static final List<String> GOOD =
      Stream.concat(
              Stream.of(
                  PATTERN,
                  "pattern: {url: \"https://host/a.nc\", dims: [], format: grib, group: /x}",
                  "pattern: {url: a.grib, filter_by_keys: {typeOfLevel: surface, level: 2, x: 0.5}}",
                  "pattern: {url: \"https://host/{t:%Y}\", dims: [{concat: t, dates: {start: 1981,"
                      + " end: 1983-02, step: P1Y}, items_per_file: 12}]}",
                  "pattern: {url: \"https://host/{t:%H}\", dims: [{concat: t, dates: {start:"
                      + " 1981-01-01T00:00, end: 1981-01-01T18:00, step: PT6H}}]}",
                  "pattern: {url: \"https://host/{t:%H}\", dims: [{concat: t, dates: {start:"
                      + " 1981-01-01 00:00:00, end: 1981-01-01 18:00Z, step: PT6H}}]}",
                  "pattern: {url: \"https://host/{n:03d}{v}\", dims: [{concat: n, range: {start: 1,"
                      + " stop: 9, step: 2}}, {merge: v, keys: [a, b]}]}",
                  "pattern: {url: \"https://host/{n}\", dims: [{concat: n, keys: [1, 2.5, true,"
                      + " x]}]}",
                  "pattern: {files: [a.nc, b.nc], dims: [{concat: time}]}",
                  "pattern: {glob: \"data/*.nc\", dims: [{concat: time, items_per_file: 3}]}",
                  "pattern: {glob: \"{m}_{t:%Y}.nc\", dims: [{merge: m}, {concat: time}]}",
                  "pattern: {files: [a_1.nc, b_1.nc], names: \"{m}_*.nc\", dims: [{concat: m}]}",
                  "pattern: {files: [a.nc], dims: [{concat: [trajectory, obs]}]}",
                  "pattern: {url: a.nc, access: {headers: {Accept: x}, public_query: [format], auth: earthdata,"
                      + " concurrency_per_host: 2}}",
                  "pattern: {url: a.nc, access: {checksums: {sidecar: \"{url}.md5\"}}}",
                  "pattern: {url: a.nc, access: {checksums: {manifest: \"https://host/SUMS\"}}}",
                  "pattern: {url: a.nc, access: {checksums: {files: {a.nc: \"md5:"
                      + "0123456789abcdef0123456789abcdef\"}}}}"),
              Stream.of(
                      "transforms: [squeeze, {squeeze: [x]}, {rename: {a: b}}, {drop: [a]}, {keep:"
                          + " [a]}, {set_coords: [a]}]",
                      "transforms: [{expand_dims: {dim: member, from: \"r(\\\\d+)i\", type: int}}]",
                      "transforms: [reset_coords, {reset_coords: [a]}, {transpose: [a, ...]}]",
                      "transforms: [{isel: {a: 0, b: [1, -1], c: {start: 1}}}]",
                      "transforms: [{sel: {a: x, b: [1, 2.5], c: {stop: 2000-01}, d: {value: 1,"
                          + " method: nearest}}}]",
                      "transforms: [{sort: {a: ascending}}, {roll_longitude: {lon: -180}}]",
                      "transforms: [{cast: {a: int16}}, {convert_units: {a: degC, b: {to: m, from:"
                          + " km}}}]",
                      "transforms: [{missing_values: {a: -9, b: [1, 2]}}, {mask: {a: {where: b,"
                          + " below: 1}}}]",
                      "transforms: [{set_attributes: {a: {b: 1, c: null, d: [x, y]}}}]",
                      "transforms: [{expand_dims: {dim: t, from: x, type: date, format: \"%Y\"}}]",
                      "transforms: [{time_from_name: {dim: t, format: \"%Y%m%d\"}}]",
                      "transforms: [{rename: {a: b}, where: present}, {drop: [a], where: present}]",
                      "transforms: [{rename: {a: b, where: present}}, {rename: {where: b}}]",
                      "transforms: [{missing_values: {a: -9, where: present}}, {set_attributes: {a:"
                          + " {b: 1}, where: present}}]",
                      "transforms: []",
                      "policies: {coordinates: {tolerance: {lat: 1e-6, lon: 0}, first: [lon_bnds]}}",
                      "policies: {coordinates: {first: [a]}, pad: {x: max, y: max}}",
                      "target: {chunks: auto}",
                      "target: {chunks: 100MB}",
                      "target: {chunks: {}}",
                      "target: {chunks: {auto: 100MB}}",
                      "target: {chunks: {auto: 1000000}}",
                      "target: {chunks: {time: 40, lat: -1}, shards: {time: 400}, zarr_format: 3}",
                      "target: {zarr_format: 2, codec: none, mode: append}",
                      "target: {keep: 5}",
                      "target: {mode: append, keep: P90D}",
                      "target: {codec: {name: blosc, cname: zstd, clevel: 0, shuffle: noshuffle}}",
                      "target: {codec: {name: gzip, level: 9}}",
                      "target: {encoding: source, zarr_format: 2}",
                      "target: {codec: source, encoding: {sst: {codec: zstd}}}",
                      "target: {codec: {name: source}, encoding: {sst: source}}",
                      "target: {encoding: {sst: {codec: source, chunks: {time: 1}}}}",
                      "target: {write_empty_chunks: false}",
                      "target: {write_empty_chunks: true}",
                      "target: {encoding: {sst: {codec: zstd, dtype: int16, fill_value: -1, chunks:"
                          + " {time: 1}}, ice: {fill_value: .nan}, name: {fill_value: \"\"}}}",
                      "policies: {attributes: list, coordinates: {tolerance: 1e-6}, order: sort,"
                          + " packing: preserve}",
                      "policies: {missing_files: {policy: fill, limit: 3}, missing_variables: fill,"
                          + " changed_sources: in-place}",
                      "policies: {coordinates: exact, missing_files: error}",
                      "policies: {}")
                  .map(keys -> PATTERN + keys))
          .toList();

  static final List<String> BAD =
      Stream.concat(
              Stream.of(
                  "target: {}",
                  "class: X\n" + PATTERN,
                  "class: X\ntarget: {}",
                  "class: [X]",
                  "pattern: https://host/a.nc",
                  "pattern: {}",
                  "pattern: {url: a, glob: b}",
                  "pattern: {url: a, filter_by_keys: {}}",
                  "pattern: {url: a, filter_by_keys: {level: [2, 10]}}",
                  "pattern: {url: \"\"}",
                  "pattern: {url: }",
                  "pattern: {url: a, format: netcdf}",
                  "pattern: {url: a, dims: {concat: x}}",
                  "pattern: {url: \"{x}\", dims: [{keys: [a]}]}",
                  "pattern: {url: \"{x}\", dims: [{concat: x, merge: x, keys: [a]}]}",
                  "pattern: {url: \"{x}\", dims: [{concat: x, keys: []}]}",
                  "pattern: {url: \"{x}\", dims: [{concat: x, keys: [[a]]}]}",
                  "pattern: {url: \"{x}\", dims: [{concat: x, keys: [a], range: {start: 1, stop:"
                      + " 2}}]}",
                  "pattern: {url: \"{x}\", dims: [{concat: x, range: {start: 1, stop: 2, step:"
                      + " 0}}]}",
                  "pattern: {url: \"{x}\", dims: [{concat: x, range: {start: 1.5, stop: 2}}]}",
                  "pattern: {url: \"{x}\", dims: [{merge: x, keys: [a], items_per_file: 2}]}",
                  "pattern: {url: \"{x}\", dims: [{concat: x, keys: [a], items_per_file: 0}]}",
                  "pattern: {url: \"{t:%Y}\", dims: [{concat: t, dates: {start: 1981, end: 1982}}]}",
                  "pattern: {url: \"{t:%Y}\", dims: [{concat: t, dates: {start: 1981-01-01  00:00,"
                      + " end: 1982, step: P1Y}}]}",
                  "pattern: {url: \"{t:%Y}\", dims: [{concat: t, dates: {start: yesterday, end:"
                      + " 1982, step: P1Y}}]}",
                  "pattern: {url: \"{t:%Y}\", dims: [{concat: t, dates: {start: 19810, end: 1982,"
                      + " step: P1Y}}]}",
                  "pattern: {url: \"{t:%Y}\", dims: [{concat: t, dates: {start: 1981, end: 1982,"
                      + " step: 1 day}}]}",
                  "pattern: {files: []}",
                  "pattern: {files: a.nc}",
                  "pattern: {url: a, access: {auth: \"my secret\"}}",
                  "pattern: {url: a, access: {concurrency_per_host: 0}}",
                  "pattern: {url: a, access: {checksums: {sidecar: a.md5}}}",
                  "pattern: {url: a, access: {checksums: {files: {a: 0123}}}}",
                  "pattern: {url: a, access: {headers: {Accept: 5}}}"),
              Stream.of(
                      "transforms: [{isel: {a: 0}, where: present}]",
                      "transforms: [{rename: {a: b}, where: absent}]",
                      "transforms: [{where: present}]",
                      "transforms: [{set_attributes: {a: present}}]",
                      "policies: {coordinates: {}}",
                      "policies: {coordinates: {first: lat}}",
                      "policies: {coordinates: {tolerance: {lat: -1}}}",
                      "policies: {pad: {x: 5}}",
                      "policies: {pad: x}",
                      "transforms: {rename: {a: b}}",
                      "transforms: [rename]",
                      "transforms: [{}]",
                      "transforms: [{rename: {a: b}, drop: [c]}]",
                      "transforms: [{python: code}]",
                      "transforms: [isel]",
                      "transforms: [{isel: {a: 1.5}}]",
                      "transforms: [{isel: {a: {step: 0}}}]",
                      "transforms: [{sel: {a: {value: 1, method: pad}}}]",
                      "transforms: [{sel: {a: {start: 1, method: nearest}}}]",
                      "transforms: [{sort: {a: up}}]",
                      "transforms: [{roll_longitude: {lon: west}}]",
                      "transforms: [{cast: {a: string}}]",
                      "transforms: [{convert_units: {a: {from: K}}}]",
                      "transforms: [{mask: {a: {where: b}}}]",
                      "transforms: [{mask: {a: {where: b, above: 1, below: 2}}}]",
                      "transforms: [{mask: {a: {where: b, above: [1]}}}]",
                      "transforms: [{set_attributes: {a: {b: {c: 1}}}}]",
                      "transforms: [{time_from_name: {dim: t}}]",
                      "transforms: [{custom: Thing}]",
                      "transforms: [{rename: {}}]",
                      "transforms: [{drop: a}]",
                      "transforms: [{expand_dims: {dim: x}}]",
                      "transforms: [{expand_dims: {dim: x, from: y, type: date}}]",
                      "target: {chunks: {time: 0}}",
                      "target: {chunks: {time: -2}}",
                      "target: {chunks: 40}",
                      "target: {chunks: automatic}",
                      "target: {chunks: 100 parsecs}",
                      "target: {chunks: {auto: 100 parsecs}}",
                      "target: {chunks: {auto: 100MB, time: 4}}",
                      "target: {shards: auto}",
                      "target: {zarr_format: 4}",
                      "target: {zarr_format: \"3\"}",
                      "target: {codec: lz4}",
                      "target: {encoding: sources}",
                      "target: {encoding: {sst: zstd}}",
                      "target: {write_empty_chunks: 0}",
                      "target: {codec: {name: source, level: 3}}",
                      "target: {codec: {cname: lz4}}",
                      "target: {codec: {name: zstd, clevel: 3}}",
                      "target: {codec: {name: blosc, clevel: 10}}",
                      "target: {codec: {name: blosc, shuffle: true}}",
                      "target: {codec: {name: lz4}}",
                      "target: {encoding: {sst: {dtype: float}}}",
                      "target: {encoding: {sst: {fill_value: [1]}}}",
                      "target: {encoding: {sst: int16}}",
                      "target: {mode: update}",
                      "target: {keep: 0}",
                      "target: {keep: PT5H}",
                      "target: {keep: all}",
                      "policies: {order: sorted}",
                      "policies: {coordinates: {tolerance: -1}}",
                      "policies: {coordinates: 1e-6}",
                      "policies: {missing_files: {limit: 3}}",
                      "policies: {missing_files: {policy: fill, limit: -1}}",
                      "policies: {attributes: drop-conflicts}",
                      "policies: {colour: blue}",
                      "policies: [order]")
                  .map(keys -> PATTERN + keys))
          .toList();

  /** Lines that a good feedstock may have besides. */
  static final List<String> GOOD_LINES =
      List.of("keywords: []", "links: []", "maintainers: []", "publications: []", "notebooks: []");

  /**
   * Lines that take the place of the line of a good feedstock that has the same key, or are new.
   */
  static final List<String> BAD_LINES =
      List.of(
          "id: Not An Id",
          "id: 5",
          "title: [a]",
          "title: \" \"",
          "license: WTF",
          "providers: []",
          "providers: [NOAA]",
          "providers: [{roles: [producer]}]",
          "providers: [{name: x, roles: [maker]}]",
          "providers: [{name: x, url: somewhere}]",
          "maintainers: [{github: x}]",
          "maintainers: [{name: x, github: \"@x\"}]",
          "maintainers: [{name: x, orcid: 1234}]",
          "keywords: sea",
          "doi: doi.org/10.1",
          "links: [{rel: about}]",
          "publications: [{doi: \"https://doi.org/10.5072/a\"}]",
          "publications: [{citation: A paper}]",
          "notebooks: [{url: a.ipynb}]",
          "schedule: \"0 6 * * *\"",
          "schedule: {cron: \"0 6 * *\"}",
          "citation: 2024",
          "x-private: 1");

  private SchemaCases() {}
}
