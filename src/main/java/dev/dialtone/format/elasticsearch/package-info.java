/** The configuration file of Elasticsearch and OpenSearch: where they listen. */
@NullMarked
package dev.dialtone.format.elasticsearch;

import org.jspecify.annotations.NullMarked;
