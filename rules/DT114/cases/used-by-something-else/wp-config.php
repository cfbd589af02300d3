<?php
define('DB_HOST', getenv('SHOP_DB_HOST'));
