/** The option files of MySQL and MariaDB: where the servers listen. */
@NullMarked
package dev.dialtone.format.mysql;

import org.jspecify.annotations.NullMarked;
