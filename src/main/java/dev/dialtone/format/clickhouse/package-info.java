/** The configuration files of ClickHouse, XML and YAML: where it listens, whom it dials. */
@NullMarked
package dev.dialtone.format.clickhouse;

import org.jspecify.annotations.NullMarked;
