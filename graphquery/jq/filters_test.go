package jq

// filters are tried on documents, a line each.
const filters = `
.
.value
.value[]
.value[]?
.value.[]
.["value"][]
."value"[]
.value|.[]
.|.value|.[]|.a
.[]
.[]?
.[].a
.value[].a
.value[].a.b
.value[]|.a|.b
.value[]|.a.b?
.value[].a?
.value[].a?.b?
.value[]."a"
.value[]["a"]
.value[]|.["a"]
.value[][.x]
.value[].a[0]
.value[].a[]
.value[].a[]?
.value[]|.a,.c
.value[]|(.a,.c)
.value[]|[.a,.c]
.value[]|{a,c}
.value[]|{"a":.c,c}
.value[]|{"a"}
.value[]|{(.c|tostring):.a}
.value[]|{"x\(.c)":.a}
.value[]|{a:.a,n:(.n|length)}
.value[]|select(.a)
.value[]|select(.a)|.c
.value[]|select(.a=="x")|.c
.value[]|select(.c>1)|{c}
.value[]|select(.a==null)
.value[]|select(.a|type=="string")|.a
.value[]|select(has("a"))|.c
.value[]|select(has("a")|not)|.c
.value[]|.a//.c
.value[]|(.a//.)|.c?
.value[]|.a//"none"
.value[]|"\(.a) \(.c)"
.value[]|"\(.)"
.value[]|@json
.value[]|@json "x\(.a)"
.value[]|[.a,.c]|@csv
.value[]|[.a,.c]|@tsv
.value[]|@text
.value[]|.a|@html
.value[]|keys
.value[]|length
.value[]|type
.value[]|to_entries
.value[]|with_entries(.value|=tostring)
.value[]|del(.a)
.value[]|.a="y"
.value[]|.c+=1
.value[]|.c|=.
.value[]|.c+1
.value[]|-(.c)
.value[]|.c*2-.c/2
.value[]|.a+.c
.value[]|.a==.c
.value[]|.==.
.value[]|.==1
.value[]|if .a then .c else .a end
.value[]|if .a then . else .c end
.value[]|if . then .c else 0 end
.value[]|if .a=="x" then 1 elif .c then 2 else 3 end
.value[]|if .c then .a end
.value[]|try .a.b catch "no"
.value[]|try .a.b catch .
.value[]|try error catch .
.value[]|try error("e") catch .
.value[]|try error(.a) catch .
.value[]|(.a.b)?
.value[]|error
.value[]|error(.a)
.value[]|error("bad")
.value[]|error(null)
.value[]|halt
.value[]|.c,halt
.value[]|halt_error
.value[]|empty
.value[]|not
.value[]|.a|not
.value[]|. as $r|$r.a
.value[]|.a as $a|{$a,c}
.value[]|.a as $a|$a
.value[]|. as {a:$x}|$x
.value[]|. as {$a}|$a
.value[]|.a as [$x]|$x
.value[]|.a as [$x] ?// $x|$x
.value[] as $r|$r.a
.value[] as $r|.value|length
.value[]|reduce .n[]? as $x (0;.+1)
.value[]|reduce .n[]? as $x (.;.)
.value[]|reduce .n[]? as $x (.c;.+$x)
.value[]|foreach .n[]? as $x (0;.+1;[$x,.])
.value[]|label $out|.n[]?|if .>1 then .,break $out else . end
.value[]|any(.n[]?;.==1)
.value[]|all(.n[]?;.>0)
.value[]|first(.n[]?)
.value[]|last(.n[]?)
.value[]|limit(1;.n[]?)
.value[]|isempty(.n[]?)
.value[]|first(.)
.value[]|isempty(.)
.value[]|..
.value[]|[..]|length
.value[]|[paths]
.value[]|getpath(["a","b"])?
.value[]|tojson
.value[]|tostring
.value[]|values
.value[]|objects|.a
.value[]|scalars
.value[]|nulls
.value[]|strings
.value[]|recurse|numbers
.value[]|def f: .a; f
.value[]|(def f(g): g; f(.a))
def f: .a; .value[]|f
def length: 7; .value|length
def map(f): 7; .value|map(.a)
.value[]|def select(f): 1; select(.a)
.value[]|.n|map(.+1)?
.value[]|.n|add?
.value[]|.n[1:]?
.value[]|.n[.c]?
.value[]|.[.a]?
.value[]|.["a","c"]
.value[]|.a|ascii_downcase?
.value[]|select(.a|strings|test("x"))|.a
.value[]|select(.a!=null and .c!=null)|.c
.value[]|select(.a and .)|.c
.value[]|(.a,.c)|numbers
.value[]|env|length
.value[]|$ENV|length
.value[]|ltrimstr("x")
.value[]|splits("x")?
.value[]|1
.value[]|null
.value[]|"x"
.value[]|[]
.value[]|{}
.value[]|[1,2]|.[]
.value[]|[limit(3;range(.c|numbers))]
.value[]|.n as $n|.c|numbers|[limit(2;range(.))]
[.value[]]
[.value[].a]
[.value[]|select(.c>1)]
[.value[]|.a.b]
[.value[]|empty]
[.value[]|halt]
[.value[].a]|length
[.value[].a]|add?
.value|map(.a)
.value|map(select(.c>1))|length
.value|map(.)
.value|map(.a)|.[0]
.value|length
length
keys
map(.a)
map(.a)|length
.value|keys
.value|sort_by(.c)
.value|group_by(.a)
.value|first
.value[0]
.value[1:]
.value[-1].a
first(.value[])
first(.value[]|.a)
first(.value[]|empty)
limit(2;.value[].a)
limit(0;.value[].a)
limit(2;.value[]|.a.b)
limit(3;.value[]|.n[]?)
limit(-1;.value[])
limit(1.5;.value[].c)
isempty(.value[])
.value[],.x
(.value[]|.a),1
(.value[]).a
(.value[]|.a)|.
.value[]|=.a?
path(.value[])
.value[]|path(.a)
[.value[]|path(..)]
.x
.x.y
..|numbers
reduce .value[] as $r (0;.+1)
any(.value[];.a=="x")
.value|any(.a?=="x")
.value[]|(.a|.)?//"d"
.value[]|.a?//.c?//0
"\(.value[]|.a)"
[limit(3;repeat(1))]
.value[]|[limit(3;repeat(.a))]
.value[]|"a"*3
.value[]|.a|explode?
.value[]|.c|tojson
.value[]|.c|.+0
.value[]|.c|floor?
.value[]|.c==1.0
.value[]|{c:.c}|.c
.value[]|.c as $c|[.n[]?|.+$c]?
.value[]|."\u0061"
.value[]|.["é"]
`

// documents are those that they are tried on.
var documents = []string{
	`{"value":[{"a":"x","c":1,"n":[1,2,3]},{"a":null,"c":2.50},{"c":12345678901234567890,"a":{"b":"deep","z":[]}},{"a":"é\u00e9\ud83d\ude00","c":1e400,"n":[]}],"x":{"y":1}}`,
	`{"@odata.context":"c","value":[{"c":1,"a":"x"},{"c":2,"a":{"b":{"z":1,"y":[{"q":1,"p":2}]}}},{"a":"tab\t\"q\" \\ \/ \u001f\u007f","c":-0.0},{"a":true},{}],"@odata.count":5}`,
	`{"value":[{"a":"x","a":"y","c":3},{"\u0061":"esc","c":4},{"c":5,"é":"acute","n":{"k":[1,{"z":1,"a":2}]}}]}`,
	`{"value":[1,"x",null,true,[1,2],{"a":[[1],2],"c":"3"},{"a":[7]}]}`,
	`{"value":[null,{"a":"x","c":1},null]}`,
	`{"value":[{"a":{"b":1}},{"a":{"b":null}},{"a":null},{},{"a":{"b":"x"}},{"a":"no"},{"a":{"b":2}}]}`,
	`{"value":[]}`,
	`{"value":{"k":{"a":1},"a":{"a":"x","c":2}}}`,
	`{"value":"x"}`, `{"value":null}`, `{}`, `[]`, `1`, `"x"`, `null`, `[1,[2,3],{"a":"x","c":1}]`,
	`[{"a":"x","c":1,"n":[2,1]},{"a":{"b":[]}},{"c":"z"}]`,
	` { "x" : 1 , "value" : [ { "a" : "x" ,
 "c" : 1 } , { "a" : [ 1 , 2 ] } ] , "y" : [ 1 ] } `,
	`{"value":1,"value":[{"a":1}]}`,
}

// broken UTF-8, odd escapes
var odd = []string{
	"{\"value\":[{\"a\":\"bad\xff\xfeutf\",\"c\":\"\x7f\u2028\"},{\"a\":\"\\ud800 half\",\"c\":\"\\udc00\\ud83d\"},{\"k\xff\":1,\"a\":\"\\u0000\"}]}",
	"\ufeff{\"value\":[{\"a\":1}]}",
}
