/** PostgreSQL's server configuration: {@code postgresql.conf} and what it includes. */
@NullMarked
package dev.dialtone.format.postgres;

import org.jspecify.annotations.NullMarked;
