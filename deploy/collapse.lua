-- The gate in front of nginx's cache: of all who ask for the same part or blocking playlist, one fetches it, and the
-- others go on the instant it is in the cache. nginx's own cache lock does the first half, but wakes whoever waits by
-- looking every 500 ms, which is longer than a low-latency part.
--
-- Per key the shared dictionary holds FETCHING or DONE. Within a worker those who wait sit on a semaphore; of the other
-- workers one request each looks at the dictionary every few milliseconds.
--
-- The one that fetches asks a server of this nginx that fills the cache and does nothing else, over a socket of its own:
-- a subrequest would be simpler, but Lua refuses those to HTTP/2. It passes on what the origin says of a pass, too.

local semaphore = require "ngx.semaphore"

local FETCHING, DONE = 1, 2

-- Seconds. A blocking playlist answers within three target durations; whoever waits longer asks the origin itself.
local PATIENCE = 12
local LOOK = 0.005
local PIECE = 65536
-- How long an answer is surely still in the cache; an answer that says it may be kept less long is not gated again.
local KEPT = 5
-- How long a pass is good after the origin has said so. One that is taken back may open so much more.
local BELIEVED = 2
-- Between two complaints in the log.
local COMPLAIN = 60

-- What the origin says of a pass: it is good, the stream is for everybody, or there is no such stream.
local GOOD, PUBLIC, NOTHING = 204, 200, 202

local states = ngx.shared.hls_gate
local passes = ngx.shared.hls_passes
local waiting = {}
local port -- where the server that fills the cache listens

-- What is logged in a request, nginx writes its address beside, and with it the pass. So complaints are left for one
-- worker, which logs them outside of any.
local function complain(words, problem)
    if states:add("complained", true, COMPLAIN) then
        states:set("complaint", words .. tostring(problem))
    end
end

local function log_complaints()
    local words = states:get("complaint")
    if words then
        states:delete("complaint")
        ngx.log(ngx.ERR, words)
    end
end

-- To be called as each worker begins.
local function begin()
    if ngx.worker.id() == 0 then
        assert(ngx.timer.every(1, log_complaints))
    end
end

-- Have the server that fills the cache answer; the status. When this end of the connection is closed, it is there.
local function ask(target)
    local connection = ngx.socket.tcp()
    connection:settimeouts(1000, 1000, PATIENCE * 1000)
    assert(connection:connect("127.0.0.1", port))
    assert(connection:send("GET " .. target .. " HTTP/1.0\r\n\r\n"))
    local head = assert(connection:receive("*l"))
    local piece, problem
    repeat
        piece, problem = connection:receiveany(PIECE)
    until not piece
    connection:close()
    assert(problem == "closed", problem)
    return tonumber(head:match("^HTTP/%d%.%d (%d+)"))
end

-- What the origin says of a pass. Asked every two seconds by each who plays, so the connections are kept.
local function ask_about(key)
    local connection = ngx.socket.tcp()
    connection:settimeouts(1000, 1000, PATIENCE * 1000)
    assert(connection:connect("127.0.0.1", port))
    assert(connection:send("GET /pass/" .. key .. " HTTP/1.1\r\nHost: origin\r\n\r\n"))
    local status = tonumber(assert(connection:receive("*l")):match("^HTTP/%d%.%d (%d+)"))
    local line
    repeat
        line = assert(connection:receive("*l"))
    until line == ""
    if status == GOOD then
        connection:setkeepalive(10000, 64) -- it has no body
    else
        connection:close()
    end
    return status
end

-- What `work(...)` returns, for all of this worker who come for the same while it is done; nil and why not, where it
-- failed or took too long.
local function share(key, work, ...)
    local others = waiting[key]
    if others then
        others.count = others.count + 1
        others.door:wait(PATIENCE)
        return others.result
    end
    others = { door = semaphore.new(0), count = 0 }
    waiting[key] = others
    local fine, result = pcall(work, ...)
    waiting[key] = nil
    if fine then
        others.result = result
    end
    if others.count > 0 then
        others.door:post(others.count)
    end
    return others.result, not fine and result or nil
end

-- Let in who shows a pass that is good. Only good ones are remembered: whoever makes them up pushes nobody's out.
local function admit()
    local stream, pass = ngx.var.gated, ngx.var.pass
    local key = stream .. "/" .. pass
    if not (passes:get(key) or passes:get(stream)) then
        local status, problem = share("pass " .. key, ask_about, key)
        if status == GOOD then
            passes:set(key, true, BELIEVED)
        elseif status == PUBLIC then
            passes:set(stream, true, BELIEVED)
        elseif status == ngx.HTTP_FORBIDDEN then
            return ngx.exit(ngx.HTTP_FORBIDDEN)
        elseif status == NOTHING then
            -- What holders had of it may be in the cache still, and nobody says any more who they are.
            return ngx.exit(ngx.HTTP_NOT_FOUND)
        else
            complain("the origin does not say whether passes are good: ", problem or status or "it takes too long")
            return ngx.exit(ngx.HTTP_INTERNAL_SERVER_ERROR)
        end
    end
    ngx.var.admitted = "1"
end

local function fetch(key, target)
    if states:add(key, FETCHING, PATIENCE) then
        local fine, status = pcall(ask, target)
        if fine and (status == 200 or status == 404) then
            states:set(key, DONE, status == 200 and KEPT or 1)
        else
            states:delete(key)
        end
        return fine or error(status, 0)
    end
    local looks = PATIENCE / LOOK
    while states:get(key) == FETCHING and looks > 0 do
        ngx.sleep(LOOK)
        looks = looks - 1
    end
    return true
end

local function gate()
    -- The plain playlist changes under the same key; nginx serves the old one while it fetches the new. The key is what
    -- the cache has, which holds nothing of a request but what nginx.conf lets through.
    local uri, query = ngx.var.uri, ngx.var.hls_query
    if ngx.req.get_method() ~= "GET" or (query == "" and uri:sub(-5) == ".m3u8") then
        return
    end
    if not uri:find("^/live/[%w_./-]+$") then
        return
    end
    local key = ngx.var.hls_name .. query
    if states:get(key) == DONE then
        return
    end
    local _, problem = share(key, fetch, key, uri .. query)
    if problem then
        complain("the gate could not fetch: ", problem)
    end
    if ngx.var.pass then
        admit() -- what was good when the wait began may be so no longer
    end
end

-- `fill_port`: where the server that fills the cache listens.
local function open(fill_port)
    port = fill_port
    return { gate = gate, admit = admit, begin = begin }
end

return { open = open }
